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
  @Query(() => User, { nullable: true, description: 'Who you are; null when you are not signed in.' })
  viewer(@Ctx() { reader, viewer }: Context): Promise<User | null> {
    return reader.byId(User, viewer.userId);
  }

  @Query(() => User, { nullable: true, description: 'A user that you may see.' })
  user(@IdArg() id: string, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, id);
  }

  @Query(() => UserConnection, { description: "Users by name: all for staff, a partner's own members for its people." })
  users(@Args() page: PageArgs, @FilterArg(() => UserFilter) filter: UserFilter | null, @Ctx() { reader }: Context) {
    const search = filter?.search
      ? [or([contains('name', filter.search), contains('email', filter.search.toLowerCase())])]
      : [];
    return reader.page(User, page, { ...matching(User, filter, 'status'), and: search }, [{ column: 'name' }]);
  }

  @Mutation(() => InvitationPayload, { description: "Invites a person of the vendor's staff. By an ADMIN." })
  userInvite(@InputArg() input: UserInviteInput, @Ctx() { tx }: MutationContext): Promise<Invitation> {
    return users.invite(tx, input);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => UserPayload, {
    description:
      'Sets a password with the token of an invitation or of a link that resets it; then the person can sign in. Every earlier session ends. The page at `/activate/…` does the same.',
  })
  userActivate(@InputArg() input: UserActivateInput, @Ctx() context: Context): Promise<User> {
    return passwords.setPasswordByLink(context, input);
  }

  @OwnAccount()
  @Mutation(() => UserPayload, {
    description: 'Sets your own time zone: days that you leave out are today there. For everybody who is signed in.',
  })
  userTimeZoneSet(
    @Arg('timeZone', () => String, {
      nullable: true,
      description:
        'The IANA name of a time zone, such as `America/Los_Angeles`; null, or left out, for that of the installation.',
    })
    timeZone: string | null | undefined,
    @Ctx() { tx }: MutationContext,
  ): Promise<User> {
    return users.setTimeZone(tx, timeZone ?? null);
  }

  @Mutation(() => UserPayload, {
    description:
      "Corrects a person's name or e-mail address, with history. Badges that they hold say the corrected name, with the day of the correction; an address signs in from then on, and links that were sent to the old one end. By an ADMIN.",
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
      "Ends a person's way in, with all sessions. Not held up by projects that they manage: each of `openProjects` waits for `projectReassign` then. By an ADMIN, never on oneself.",
  })
  userDeactivate(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<User> {
    return users.deactivate(tx, id, version, reason);
  }

  @Mutation(() => UserPayload, {
    description:
      "Sets a person's roles. Where one is taken away, their sessions end, and so do the links that they made for others. By an ADMIN, never on oneself.",
  })
  userRolesSet(
    @Args() { id, version }: RecordArgs,
    @Arg('roles', () => [Role], {
      description: 'All roles that the person has afterwards; those left out are taken away.',
    })
    roles: Role[],
    @Ctx() { tx }: MutationContext,
  ): Promise<User> {
    return users.setRoles(tx, id, version, roles);
  }
}
