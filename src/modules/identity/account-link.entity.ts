import { Field, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { User } from './user.entity';

/** A link that sets the password of one account, once. An account has at most one open link of each kind. */
@ObjectType({ simpleResolvers: true })
export abstract class AccountLink extends StoredRecord {
  @Index()
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  /** The user while the link works, then null: the unique index lets only one of two concurrent links win. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  openOfUserId!: Id<'user'> | null;

  @Index()
  @Secret()
  @TextColumn({ length: 64 })
  tokenHash!: string;

  @Index()
  @IdColumn({ nullable: true })
  createdById!: Id<'user'> | null;

  @Field(() => DateTime, {
    description: 'When the token expires, unless it is used, replaced or withdrawn before.',
  })
  @Index()
  @DateTimeColumn()
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the link was used; null if it was not.' })
  @DateTimeColumn({ nullable: true })
  usedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the link was replaced or withdrawn, or its expiry was recorded; null if it still works or was used.',
  })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  /** Only the result of the mutation that created the link carries the token. */
  get token(): string | null {
    return issuedTokens.get(this) ?? null;
  }
}

/** Tokens are never stored: only their hashes are. */
export const issuedTokens = new WeakMap<AccountLink, string>();

@RecordType({
  prefix: 'invitation',
  description: 'A single-use link by which an invited user sets a password.',
})
export class Invitation extends AccountLink {
  declare id: Id<'invitation'>;
}

@RecordType({
  prefix: 'password_reset',
  description: 'A single-use link by which a user sets a new password without the old one.',
})
export class PasswordReset extends AccountLink {
  declare id: Id<'password_reset'>;
}

for (const [kind, made] of [
  [Invitation, 'the invitation'],
  [PasswordReset, 'the link'],
] as const) {
  Field(() => String, {
    nullable: true,
    description: `The token for \`userActivate\`. Shown once, in the result of the mutation that created ${made}; null afterward.`,
  })(kind.prototype, 'token');
}
