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
  'The page where the person sets their password, once: send it to nobody else. Shown once, in the answer of the mutation that made it; null afterwards.';

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
      'Changes your own password. Every other session of yours ends, and so does every link that could set the password. For everybody who is signed in.',
  })
  passwordChange(@InputArg() input: PasswordChangeInput, @Ctx() context: Context): Promise<User> {
    return passwords.changePassword(context, input);
  }

  @Mutation(() => PasswordResetPayload, {
    description:
      'Makes a link by which a person who can sign in sets a new password, within a day. The old one works until then; their roles, and all else that is theirs, stay as they are. By an ADMIN, or for the people of a firm by its PARTNER_ADMIN; never on oneself.',
  })
  passwordReset(
    @Arg('id', () => ID, { description: 'Of the user.' }) id: string,
    @Ctx() { tx }: MutationContext,
  ): Promise<PasswordReset> {
    return passwords.issueReset(tx, id);
  }
}
