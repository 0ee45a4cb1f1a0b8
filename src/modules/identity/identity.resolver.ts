import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Role } from '../../shared/access/viewer';
import { matching } from '../../shared/database/where';
import { contains, or } from '../../shared/database/sql';
import { FilterArg, IdArg, InputArg, ReasonArgs, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { OwnAccount } from '../../shared/graphql/own-account';
import { OwnTransaction } from '../../shared/graphql/own-transaction';
import {
  InvitationPayload,
  UserActivateInput,
  UserFilter,
  UserInviteInput,
  UserPayload,
  UserUpdateInput,
} from './identity.inputs';
import { Invitation } from './account-link.entity';
import * as passwords from './password.service';
import { User } from './user.entity';
import * as users from './user.service';

const UserConnection = connectionTypeOf(User);

@Resolver()
export class IdentityResolver {
  @Query(() => User, { nullable: true, description: 'Your own user; null if you are not signed in.' })
  viewer(@Ctx() { reader, viewer }: Context): Promise<User | null> {
    return reader.byId(User, viewer.userId);
  }

  @Query(() => User, { nullable: true, description: 'A user; null if it does not exist or you may not see them.' })
  user(@IdArg() id: string, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, id);
  }

  @Query(() => UserConnection, {
    description: "Users by name: all for staff, their own partner's members for partner users.",
  })
  users(@Args() page: PageArgs, @FilterArg(() => UserFilter) filter: UserFilter | null, @Ctx() { reader }: Context) {
    const search = filter?.search
      ? [or([contains<User>('name', filter.search), contains<User>('email', filter.search.toLowerCase())])]
      : [];
    return reader.page(User, page, { ...matching(User, filter, 'status'), and: search }, [{ column: 'name' }]);
  }

  @Mutation(() => InvitationPayload, { description: 'Invites a staff user. For ADMIN.' })
  userInvite(@InputArg() input: UserInviteInput, @Ctx() { tx }: MutationContext): Promise<Invitation> {
    return users.invite(tx, input);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => UserPayload, {
    description:
      'Sets a password with the token of an invitation or a password reset link; the person can then sign in. Ends all earlier sessions. The page at `/activate/…` does the same.',
  })
  userActivate(@InputArg() input: UserActivateInput, @Ctx() context: Context): Promise<User> {
    return passwords.setPasswordByLink(context, input);
  }

  @OwnAccount()
  @Mutation(() => UserPayload, {
    description: 'Sets your own time zone, which decides what today is when you omit a day. For all signed-in users.',
  })
  userTimeZoneSet(
    @Arg('timeZone', () => String, {
      nullable: true,
      description:
        'The IANA name of a time zone, such as `America/Los_Angeles`; null, or omitted, for that of the installation.',
    })
    timeZone: string | null | undefined,
    @Ctx() { tx }: MutationContext,
  ): Promise<User> {
    return users.setTimeZone(tx, timeZone ?? null);
  }

  @Mutation(() => UserPayload, {
    description:
      "Corrects a person's name or email address, and records it in the history. Badges show the corrected name and the day of the correction. A new address becomes the login, and links sent to the old one stop working. For ADMIN.",
  })
  userUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: UserUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<User> {
    return users.update(tx, id, version, input);
  }

  @Mutation(() => UserPayload, {
    description:
      'Deactivates a person and ends all their sessions. Projects that they manage do not prevent this: each of `openProjects` then waits for `projectReassign`. For ADMIN, never on yourself.',
  })
  userDeactivate(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<User> {
    return users.deactivate(tx, id, version, reason);
  }

  @Mutation(() => UserPayload, {
    description:
      "Sets a person's roles. If one is removed, their sessions end, and so do the links that they created for others. For ADMIN, never on yourself.",
  })
  userRolesSet(
    @Args() { id, version }: RecordArgs,
    @Arg('roles', () => [Role], {
      description: 'All roles that the person will have; roles that are not listed are removed.',
    })
    roles: Role[],
    @Ctx() { tx }: MutationContext,
  ): Promise<User> {
    return users.setRoles(tx, id, version, roles);
  }
}
