import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { InputArg } from '../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { OwnAccount } from '../../shared/graphql/own-account';
import { OwnTransaction } from '../../shared/graphql/own-transaction';
import { Invitation, PasswordReset } from './account-link.entity';
import { pathOfLink } from './account-link.service';
import { PasswordChangeInput, PasswordResetPayload, UserPayload } from './identity.inputs';
import * as passwords from './password.service';
import { User } from './user.entity';

const urlDescription =
  'The address of the page on which the person sets their password, once. Send it to nobody else. Shown once, in the result of the mutation that created it; null afterward.';

@Resolver(() => Invitation)
export class InvitationResolver {
  @FieldResolver(() => String, { nullable: true, description: urlDescription })
  url(@Root() { token }: Invitation, @Ctx() { publicUrl }: Context): string | null {
    return token && publicUrl + pathOfLink(token);
  }
}

@Resolver(() => PasswordReset)
export class PasswordResolver {
  @FieldResolver(() => String, { nullable: true, description: urlDescription })
  url(@Root() { token }: PasswordReset, @Ctx() { publicUrl }: Context): string | null {
    return token && publicUrl + pathOfLink(token);
  }

  @OwnAccount()
  @OwnTransaction()
  @Mutation(() => UserPayload, {
    description:
      'Changes your own password. Ends all your other sessions, and every link that could set the password. For all signed-in users.',
  })
  passwordChange(@InputArg() input: PasswordChangeInput, @Ctx() context: Context): Promise<User> {
    return passwords.changePassword(context, input);
  }

  @Mutation(() => PasswordResetPayload, {
    description:
      'Creates a link by which a person who can sign in sets a new password, within a day. The old password works until then; their roles and records do not change. For ADMIN, and for a PARTNER_ADMIN about members of their partner; never for yourself.',
  })
  passwordReset(
    @Arg('id', () => ID, { description: 'The id of the user.' }) id: string,
    @Ctx() { tx }: MutationContext,
  ): Promise<PasswordReset> {
    return passwords.issueReset(tx, id);
  }
}
