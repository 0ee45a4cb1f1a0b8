import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsEmail, Length } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ApiScope, Role } from '../../shared/access/viewer';
import type { PlainDate } from '../../shared/domain/dates';
import { Reason } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { DateTime, PlainDateScalar } from '../../shared/graphql/scalars';
import { ApiKey } from './api-key.entity';
import { ApiKeyStatus } from './api-key.lifecycle';
import { Invitation, PasswordReset } from './account-link.entity';
import { User } from './user.entity';
import { UserStatus } from './user.lifecycle';

const newPasswordDescription =
  'From 12 to 200 characters; no common password, nor one with signs around it, and neither the name nor the e-mail address in it.';

@ObjectType({ simpleResolvers: true, description: 'The tokens of a signed-in device.' })
export class Session {
  @Field({ description: 'For the header `Authorization: Bearer …`; short-lived.' })
  accessToken!: string;

  @Field({ description: 'For `sessionRefresh`, once: each refresh answers a new one.' })
  refreshToken!: string;

  @Field(() => DateTime, { description: 'When the access token expires.' })
  expiresAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'For `sessionCreate` the next time on this device, which then has attempts of its own, whatever strangers try. Keep it after signing out. Works for 180 days after the last sign-in; null in the answer of `sessionRefresh`.',
  })
  deviceToken!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A device that was signed out.' })
export class RevokedSession {
  @Field(() => DateTime, { description: 'When its tokens stopped working.' })
  revokedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'Devices that were signed out.' })
export class RevokedSessions {
  @Field(() => DateTime, { description: 'When their tokens stopped working.' })
  revokedAt!: Date;

  @Field(() => Int, { description: 'How many sessions ended.' })
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A device on which you are signed in. Only you see it.' })
export class SignedInSession {
  @Field(() => ID, { description: 'For `sessionRevoke`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What the client called itself; null where it did not.' })
  device!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The network address that it signed in from, of IPv6 the /64 network; null where that is not known.',
  })
  network!: string | null;

  @Field(() => DateTime, { description: 'When it signed in.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When its tokens were last renewed, which a client in use does every 15 minutes; null where that is not known.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTime, { description: 'When it must sign in again.' })
  expiresAt!: Date;

  @Field({ description: 'Is it the one that asks?' })
  current!: boolean;
}

@InputType({ description: 'Who signs in.' })
export class SessionCreateInput {
  @Field({ description: 'In any case.' })
  @Length(3, 254)
  email!: string;

  @Field({ description: 'From 1 to 200 characters.' })
  @Length(1, 200)
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the last sign-in on this device answered; left out on a device that is new.',
  })
  @Length(10, 200)
  deviceToken?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A name for the device in `User.sessions`; the `User-Agent` of the request when left out.',
  })
  @Length(1, 200)
  device?: string | null;
}

@InputType({ description: 'How a signed-in device goes on.' })
export class SessionRefreshInput {
  @Field({ description: 'The newest one that this device was given.' })
  @Length(10, 300)
  refreshToken!: string;
}

@InputType({ description: "A person of the vendor's staff to invite." })
export class UserInviteInput {
  @Field({ description: 'Where the invitation goes; the login.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  email!: string;

  @Field({
    description: 'Of somebody who is new here; who was here before keeps their name, which `userUpdate` corrects.',
  })
  @Length(1, 200)
  name!: string;

  @Field(() => [Role], { description: 'Staff roles only; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  roles!: Role[];
}

@InputType({ description: "A person's name and address as they should have been from the beginning." })
export class UserUpdateInput {
  @Field({ description: 'As the person writes it. Badges that they hold say it from then on.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'The login; in use by nobody else.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  email!: string;
}

@InputType({ description: 'How an invited person gets in, or one whose password is reset.' })
export class UserActivateInput {
  @Field({ description: 'From the invitation, or from the link that resets the password.' })
  @Length(10, 200)
  token!: string;

  @Field({ description: newPasswordDescription })
  @Length(12, 200)
  password!: string;
}

@InputType({ description: 'A new password for yourself.' })
export class PasswordChangeInput {
  @Field({ description: 'The one that you sign in with now. Five wrong ones in 15 minutes, and the next are refused.' })
  @Length(1, 200)
  currentPassword!: string;

  @Field({ description: newPasswordDescription })
  @Length(12, 200)
  newPassword!: string;
}

@InputType({ description: 'Which users to list.' })
export class UserFilter {
  @Field(() => [UserStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: UserStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name or the e-mail address.' })
  @Length(1, 100)
  search?: string | null;
}

@InputType({ description: 'A way in for a program of the vendor.' })
export class ApiKeyCreateInput {
  @Field({ description: 'What it is for: which system, whose.' })
  @Length(1, 200)
  name!: string;

  @Field(() => [ApiScope], { description: 'What it is good for; each once, at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  scopes!: ApiScope[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which it works, not in the past; left out for no end.',
  })
  expiresOn?: PlainDate | null;
}

@InputType({ description: 'Why an API key is taken back.' })
export class ApiKeyRevokeInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Which API keys to list.' })
export class ApiKeyFilter {
  @Field(() => [ApiKeyStatus], { nullable: true, description: 'Only those in one of these states.' })
  @ArrayMaxSize(10)
  status?: ApiKeyStatus[] | null;
}

export const SessionPayload = payloadOf('Session', 'session', () => Session, 'the signed-in session');
export const RevokedSessionPayload = payloadOf('SessionRevoke', 'session', () => RevokedSession, 'the revoked session');
export const RevokedSessionsPayload = payloadOf(
  'SessionRevokeAll',
  'sessions',
  () => RevokedSessions,
  'the revoked sessions',
);
export const PasswordResetPayload = payloadOf(
  'PasswordReset',
  'passwordReset',
  () => PasswordReset,
  'the link to set a new password',
);
export const UserPayload = payloadOf('User', 'user', () => User, 'the user');
export const InvitationPayload = payloadOf('Invitation', 'invitation', () => Invitation, 'the invitation');
export const ApiKeyPayload = payloadOf('ApiKey', 'apiKey', () => ApiKey, 'the API key');
