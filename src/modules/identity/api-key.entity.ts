import { Field, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { ApiScope } from '../../shared/access/viewer';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, Secret, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../shared/graphql/scalars';
import { ApiKeyStatus } from './api-key.lifecycle';

registerEnumType(ApiKeyStatus, {
  name: 'ApiKeyStatus',
  description: 'Whether an API key was taken back. One that has expired is still ACTIVE here: its last day says so.',
  valuesConfig: {
    ACTIVE: { description: 'Works until its last day.' },
    REVOKED: { description: 'Works no longer, for good.' },
  },
});

registerEnumType(ApiScope, {
  name: 'ApiScope',
  description: 'What an API key is good for; several at once. No key changes anything through GraphQL.',
  valuesConfig: {
    XAPI_WRITE: { description: 'Send statements to /xapi/statements, and read those that were sent with this key.' },
    XAPI_READ: { description: 'Read the statements of all keys at /xapi/statements.' },
    GRAPHQL_READ: { description: 'Read through GraphQL what an ANALYST reads.' },
  },
});

@RecordType({ prefix: 'apikey', description: 'The way in for a program of the vendor. For an ADMIN.' })
@Index(['createdAt'])
export class ApiKey extends StoredRecord {
  declare id: Id<'apikey'>;

  @Field({ description: 'What it is for.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @Field({ description: 'How the key begins: what it is known by. No secret.' })
  @TextColumn({ length: 40 })
  prefix!: string;

  @Secret()
  @TextColumn({ length: 64 })
  secretHash!: string;

  @Field(() => [ApiScope], { description: 'What the program may read with it.' })
  @JsonColumn()
  scopes!: ApiScope[];

  @Index()
  @Field(() => ApiKeyStatus, {
    description: 'Where it stands in its life cycle. `availableActions` names the steps from here.',
  })
  @EnumColumn()
  status!: ApiKeyStatus;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day on which it works; null for no end.' })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day on which it was used; null for never.' })
  @DateColumn({ nullable: true })
  lastUsedOn!: PlainDate | null;

  @IdColumn({ nullable: true })
  createdById!: Id<'user'> | null;

  @Field(() => String, { nullable: true, description: 'Why it was taken back; null where it was not.' })
  @LongTextColumn({ nullable: true })
  revokedBecause!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null where it was not.' })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  /** Only the answer of the mutation that made the key carries it. */
  get secret(): string | null {
    return issuedKeys.get(this) ?? null;
  }
}

/** Whole keys stand in no column: only the hash of their secret part does. */
export const issuedKeys = new WeakMap<ApiKey, string>();

Field(() => String, {
  nullable: true,
  description:
    'The whole key, for the header `Authorization: Bearer …`. Shown once, in the answer of `apiKeyCreate`; null ever after.',
})(ApiKey.prototype, 'secret');
