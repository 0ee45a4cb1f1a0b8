import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { Role } from '../../shared/access/viewer';
import { DateTimeColumn, EnumColumn, IdColumn, JsonColumn, TextColumn } from '../../shared/database/columns';
import { Node, RecordType, Secret, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { UserStatus } from './user.lifecycle';

registerEnumType(UserStatus, {
  name: 'UserStatus',
  description: 'Whether a user can sign in.',
  valuesConfig: {
    INVITED: { description: 'Has an invitation and no password yet.' },
    ACTIVE: { description: 'Can sign in.' },
    DEACTIVATED: { description: 'Cannot sign in; kept for the history.' },
  },
});

registerEnumType(Role, {
  name: 'Role',
  description: 'What a user may be; several at once.',
  valuesConfig: {
    ADMIN: { description: 'Runs the installation.' },
    ECOSYSTEM_MANAGER: { description: 'Grows partners and alliances.' },
    PROJECT_MANAGER: { description: 'Answers for delivery projects.' },
    MENTOR: { description: 'Accompanies and assesses partners.' },
    CONSULTANT: { description: "The vendor's delivery staff." },
    SALES: { description: 'Sales and presales.' },
    OPERATIONS: { description: 'Product operations and customer success.' },
    ANALYST: { description: 'Reads every internal figure, changes nothing.' },
    PARTNER_ADMIN: { description: "A partner's own administrator." },
    PARTNER_MEMBER: { description: "A partner's consultant." },
  },
});

@RecordType({ prefix: 'user', description: "A person with a login: the vendor's staff, or a member of a partner." })
export class User extends StoredRecord {
  declare id: Id<'user'>;

  @Index({ unique: true })
  @Field({ description: 'Unique, in lower case.' })
  @TextColumn({ length: 254 })
  email!: string;

  @Index()
  @Field({ description: 'As the person writes it.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @Field(() => UserStatus)
  @EnumColumn()
  status!: UserStatus;

  @Field(() => [Role], { description: "A partner's member has partner roles only; staff have none of them." })
  @JsonColumn()
  roles!: Role[];

  @Index()
  @Field(() => ID, { nullable: true, description: "The partner of a partner's member; null for the vendor's staff." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Secret()
  @TextColumn({ length: 200, nullable: true })
  passwordHash!: string | null;
}

@RecordType({
  prefix: 'invitation',
  description: 'The way in for an invited user: a token to set a password with, once.',
})
export class Invitation extends StoredRecord {
  @Index()
  @IdColumn({ references: () => User })
  userId!: string;

  @Index()
  @Secret()
  @TextColumn({ length: 64 })
  tokenHash!: string;

  @Field(() => DateTime, { description: 'Until when the token works.' })
  @DateTimeColumn()
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was used; null until then.' })
  @DateTimeColumn({ nullable: true })
  usedAt!: Date | null;

  /** Only the answer of the mutation that made the invitation carries it. */
  get token(): string | null {
    return issuedTokens.get(this) ?? null;
  }
}

/** Tokens stand in no column: only their hashes do. */
export const issuedTokens = new WeakMap<Invitation, string>();

Field(() => String, {
  nullable: true,
  description: 'What `userActivate` asks for. Shown once, in the answer of the mutation that made it; null ever after.',
})(Invitation.prototype, 'token');

/** A signed-in device. Kept out of the history: it changes with every refresh. */
@RecordType({ prefix: 'session', table: 'session', description: 'A signed-in device.' })
export class StoredSession extends Node {
  declare id: Id<'session'>;

  @Index()
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @TextColumn({ length: 64 })
  refreshHash!: string;

  @DateTimeColumn()
  createdAt!: Date;

  @DateTimeColumn()
  expiresAt!: Date;

  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;
}

/** A sign-in that failed. Counting them throttles guessing, on all nodes together. */
@RecordType({ prefix: 'loginfailure', description: 'A sign-in that failed.' })
@Index(['email', 'at'])
@Index(['address', 'at'])
export class LoginFailure extends Node {
  @TextColumn({ length: 254 })
  email!: string;

  @TextColumn({ length: 64 })
  address!: string;

  @DateTimeColumn()
  at!: Date;
}
