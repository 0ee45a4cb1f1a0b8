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
  'From 12 to 200 characters. Common passwords are refused, also with characters around them, and so are passwords that contain the name or the email address.';

@ObjectType({ simpleResolvers: true, description: 'The tokens of a signed-in device.' })
export class Session {
  @Field({ description: 'For the header `Authorization: Bearer …`; short-lived.' })
  accessToken!: string;

  @Field({ description: 'For `sessionRefresh`, once: each refresh returns a new one.' })
  refreshToken!: string;

  @Field(() => DateTime, { description: 'When the access token expires.' })
  expiresAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'For the next `sessionCreate` on this device, which then has its own count of failed attempts. Keep it after signing out. Works for 180 days after the last sign-in; null in the result of `sessionRefresh`.',
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

@ObjectType({ simpleResolvers: true, description: 'A device on which you are signed in. Visible only to you.' })
export class SignedInSession {
  @Field(() => ID, { description: 'For `sessionRevoke`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name that the client sent; null if it sent none.' })
  device!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The network address of the sign-in, for IPv6 the /64 network; null if not known.',
  })
  network!: string | null;

  @Field(() => DateTime, { description: 'When the device signed in.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its tokens were last renewed, which an active client does every 15 minutes; null if not known.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTime, { description: 'When the device has to sign in again.' })
  expiresAt!: Date;

  @Field({ description: 'Whether this is the session of the request.' })
  current!: boolean;
}

@InputType({ description: 'The credentials of a sign-in.' })
export class SessionCreateInput {
  @Field({ description: 'The email address, ignoring case.' })
  @Length(3, 254)
  email!: string;

  @Field({ description: 'From 1 to 200 characters.' })
  @Length(1, 200)
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The device token that the last sign-in on this device returned; omitted on a new device.',
  })
  @Length(10, 200)
  deviceToken?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A name for the device in `User.sessions`; the `User-Agent` of the request if omitted.',
  })
  @Length(1, 200)
  device?: string | null;
}

@InputType({ description: 'How a signed-in device renews its tokens.' })
export class SessionRefreshInput {
  @Field({ description: 'The newest refresh token of this device.' })
  @Length(10, 300)
  refreshToken!: string;
}

@InputType({ description: 'A staff user to invite.' })
export class UserInviteInput {
  @Field({ description: 'The address of the invitation and the login.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  email!: string;

  @Field({
    description:
      'The name of a new user. A person who already has a record keeps their name; `userUpdate` corrects it.',
  })
  @Length(1, 200)
  name!: string;

  @Field(() => [Role], { description: 'Staff roles only; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  roles!: Role[];
}

@InputType({ description: "A person's corrected name and address." })
export class UserUpdateInput {
  @Field({ description: "The name as the person writes it. The person's badges show it from now on." })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'The login; must not be in use.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  email!: string;
}

@InputType({ description: 'How an invited person, or one whose password is reset, sets a password.' })
export class UserActivateInput {
  @Field({ description: 'The token from the invitation or the password reset link.' })
  @Length(10, 200)
  token!: string;

  @Field({ description: newPasswordDescription })
  @Length(12, 200)
  password!: string;
}

@InputType({ description: 'A new password for yourself.' })
export class PasswordChangeInput {
  @Field({ description: 'Your current password. After five wrong ones in 15 minutes, further attempts are refused.' })
  @Length(1, 200)
  currentPassword!: string;

  @Field({ description: newPasswordDescription })
  @Length(12, 200)
  newPassword!: string;
}

@InputType({ description: 'Which users to list.' })
export class UserFilter {
  @Field(() => [UserStatus], { nullable: true, description: 'Only users with one of these statuses.' })
  status?: UserStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name or the email address.' })
  @Length(1, 100)
  search?: string | null;
}

@InputType({ description: "An API key for one of the vendor's programs." })
export class ApiKeyCreateInput {
  @Field({ description: 'What the key is for: which system, and who owns it.' })
  @Length(1, 200)
  name!: string;

  @Field(() => [ApiScope], { description: 'The scopes, each once; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  scopes!: ApiScope[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the key works, not in the past; omit it for no end.',
  })
  expiresOn?: PlainDate | null;
}

@InputType({ description: 'Why the key is revoked.' })
export class ApiKeyRevokeInput {
  @Reason()
  reason!: string;
}

@InputType({ description: 'Which API keys to list.' })
export class ApiKeyFilter {
  @Field(() => [ApiKeyStatus], { nullable: true, description: 'Only keys with one of these statuses.' })
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
