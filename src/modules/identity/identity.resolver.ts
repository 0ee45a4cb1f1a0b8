import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Role } from '../../shared/access/viewer';
import { contains, or } from '../../shared/database/sql';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { unauthenticated } from '../../shared/graphql/errors';
import { OwnAccount } from '../../shared/graphql/own-account';
import { OwnTransaction } from '../../shared/graphql/own-transaction';
import {
  InvitationPayload,
  RevokedSession,
  RevokedSessionPayload,
  Session,
  SessionCreateInput,
  SessionPayload,
  SessionRefreshInput,
  UserActivateInput,
  UserDeactivateArgs,
  UserFilter,
  UserInviteInput,
  UserPayload,
} from './identity.inputs';
import { hashPassword } from './password';
import { Invitation, User } from './user.entity';
import * as users from './user.service';

const UserConnection = connectionTypeOf(User);

@Resolver()
export class IdentityResolver {
  @Query(() => User, { nullable: true, description: 'Who you are; null when you are not signed in.' })
  viewer(@Ctx() { reader, viewer }: Context): Promise<User | null> {
    return reader.byId(User, viewer.userId);
  }

  @Query(() => User, { nullable: true, description: 'A user that you may see.' })
  user(@Arg('id', () => ID) id: string, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, id);
  }

  @Query(() => UserConnection, { description: "Users by name: all for staff, a partner's own members for its people." })
  users(
    @Args() page: PageArgs,
    @Arg('filter', () => UserFilter, { nullable: true }) filter: UserFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const search = filter?.search
      ? [or([contains('name', filter.search), contains('email', filter.search.toLowerCase())])]
      : [];
    return reader.page(User, page, { status: filter?.status ?? undefined, and: search }, [{ column: 'name' }]);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => SessionPayload, {
    description: 'Signs in. The answer and its time are the same for unknown and known addresses.',
  })
  sessionCreate(@Arg('input') input: SessionCreateInput, @Ctx() context: Context): Promise<Session> {
    return context.sessions.create(input, context);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => SessionPayload, {
    description: 'Goes on with a session: new tokens for the newest refresh token. An older one ends the session.',
  })
  sessionRefresh(@Arg('input') input: SessionRefreshInput, @Ctx() context: Context): Promise<Session> {
    return context.sessions.refresh(input.refreshToken, context.requestId);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => RevokedSessionPayload, { description: 'Signs out: the tokens of this session work no longer.' })
  sessionRevoke(@Ctx() context: Context): Promise<RevokedSession> {
    if (context.viewer.sessionId === null) throw unauthenticated();
    return context.sessions.revoke(context.viewer.sessionId, context.requestId);
  }

  @Mutation(() => InvitationPayload, { description: "Invites a person of the vendor's staff. By an ADMIN." })
  userInvite(@Arg('input') input: UserInviteInput, @Ctx() { tx }: MutationContext): Promise<Invitation> {
    return users.invite(tx, input);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => UserPayload, { description: 'Sets a password with an invitation; then the person can sign in.' })
  async userActivate(@Arg('input') input: UserActivateInput, @Ctx() context: Context): Promise<User> {
    const passwordHash = await hashPassword(input.password);
    const command = { viewer: context.viewer, action: 'userActivate', requestId: context.requestId };
    return context.database.transaction(command, (tx) => users.activate(tx, input, passwordHash));
  }

  @Mutation(() => UserPayload, {
    description: "Ends a person's way in, with all sessions. By an ADMIN, never on oneself.",
  })
  userDeactivate(@Args() { id, version, reason }: UserDeactivateArgs, @Ctx() { tx }: MutationContext): Promise<User> {
    return users.deactivate(tx, id, version, reason);
  }

  @Mutation(() => UserPayload, { description: "Sets a person's roles. By an ADMIN, never on oneself." })
  userRolesSet(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Arg('roles', () => [Role]) roles: Role[],
    @Ctx() { tx }: MutationContext,
  ): Promise<User> {
    return users.setRoles(tx, id, version, roles);
  }
}
