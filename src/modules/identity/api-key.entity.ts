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
  description:
    'Whether an API key was revoked. An expired key remains ACTIVE here; its last day says that it has expired.',
  valuesConfig: {
    ACTIVE: { description: 'Works until its last day.' },
    REVOKED: { description: 'No longer works. Final.' },
  },
});

registerEnumType(ApiScope, {
  name: 'ApiScope',
  description: 'What an API key may be used for. A key can have several scopes; none allows changes through GraphQL.',
  valuesConfig: {
    XAPI_WRITE: { description: 'Send statements to /xapi/statements, and read those that were sent with this key.' },
    XAPI_READ: { description: 'Read the statements of all keys at /xapi/statements.' },
    GRAPHQL_READ: { description: 'Read through GraphQL what an ANALYST reads.' },
  },
});

@RecordType({ prefix: 'apikey', description: "A credential for one of the vendor's programs. For ADMIN." })
@Index(['createdAt'])
export class ApiKey extends StoredRecord {
  declare id: Id<'apikey'>;

  @Field({ description: 'What the key is for.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @Field({ description: 'The first characters of the key, which identify it. Not secret.' })
  @TextColumn({ length: 40 })
  prefix!: string;

  @Secret()
  @TextColumn({ length: 64 })
  secretHash!: string;

  @Field(() => [ApiScope], { description: 'The scopes of the key.' })
  @JsonColumn()
  scopes!: ApiScope[];

  @Index()
  @Field(() => ApiKeyStatus, {
    description: 'The status of the key. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: ApiKeyStatus;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the key works; null for no end.',
  })
  @DateColumn({ nullable: true })
  expiresOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the key was used; null if it never was.',
  })
  @DateColumn({ nullable: true })
  lastUsedOn!: PlainDate | null;

  @IdColumn({ nullable: true })
  createdById!: Id<'user'> | null;

  @Field(() => String, { nullable: true, description: 'Why the key was revoked; null if it was not.' })
  @LongTextColumn({ nullable: true })
  revokedBecause!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the key was revoked, in UTC; null if it was not.' })
  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  /** Only the result of the mutation that created the key carries it. */
  get secret(): string | null {
    return issuedKeys.get(this) ?? null;
  }
}

/** Whole keys are never stored: only the hash of their secret part is. */
export const issuedKeys = new WeakMap<ApiKey, string>();

Field(() => String, {
  nullable: true,
  description:
    'The whole key, for the header `Authorization: Bearer …`. Shown once, in the result of `apiKeyCreate`; null afterward.',
})(ApiKey.prototype, 'secret');
