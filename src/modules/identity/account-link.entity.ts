import { Field, ObjectType } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { User } from './user.entity';

/** A link by which somebody sets the password of one account, once. An account has at most one open link of a kind. */
@ObjectType({ simpleResolvers: true })
export abstract class AccountLink extends StoredRecord {
  @Index()
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  /** The user while the link works, then null: the unique index lets only one of two concurrent links stand. */
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
    description: 'Until when the token works, unless it is used, replaced or withdrawn before.',
  })
  @Index()
  @DateTimeColumn()
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was used; null until then.' })
  @DateTimeColumn({ nullable: true })
  usedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was replaced or withdrawn, or its expiry was recorded; null until then.',
  })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  /** Only the answer of the mutation that made the link carries it. */
  get token(): string | null {
    return issuedTokens.get(this) ?? null;
  }
}

/** Tokens stand in no column: only their hashes do. */
export const issuedTokens = new WeakMap<AccountLink, string>();

@RecordType({
  prefix: 'invitation',
  description: 'The way in for an invited user: a link to set a password with, once.',
})
export class Invitation extends AccountLink {
  declare id: Id<'invitation'>;
}

@RecordType({
  prefix: 'password_reset',
  description: 'A link by which a user who can sign in sets a new password, once, without the old one.',
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
    description: `What \`userActivate\` asks for. Shown once, in the answer of the mutation that made ${made}; null afterwards.`,
  })(kind.prototype, 'token');
}
