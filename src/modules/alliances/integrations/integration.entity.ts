import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { EnumColumn, IdColumn, LongTextColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { Product } from '../../catalog';
import { Partner } from '../../partners';
import { IntegrationStatus } from './integration.lifecycle';

export enum IntegrationKind {
  API = 'API',
  DATA = 'DATA',
  EVENTS = 'EVENTS',
  UI = 'UI',
  EMBEDDED = 'EMBEDDED',
  IDENTITY = 'IDENTITY',
}

export enum IntegrationSupport {
  VENDOR = 'VENDOR',
  FIRST_OWNER = 'FIRST_OWNER',
  SECOND_OWNER = 'SECOND_OWNER',
  PARTNER = 'PARTNER',
}

registerEnumType(IntegrationStatus, {
  name: 'IntegrationStatus',
  description: 'How far along an integration is.',
  valuesConfig: {
    PLANNED: { description: 'Work on it has not started.' },
    IN_DEVELOPMENT: { description: 'It is being built and tested.' },
    RELEASED: { description: 'Customers can use it.' },
    RETIRED: { description: 'It is no longer offered or supported. Final.' },
  },
});

registerEnumType(IntegrationKind, {
  name: 'IntegrationKind',
  description: 'How two products work together.',
  valuesConfig: {
    API: { description: "One calls the other's programming interface." },
    DATA: { description: 'They exchange or replicate data, by files or a database.' },
    EVENTS: { description: 'One reacts to messages or webhooks of the other.' },
    UI: { description: 'One links to, or shows, screens of the other.' },
    EMBEDDED: { description: 'One contains the other and is delivered with it.' },
    IDENTITY: { description: 'They share users, sign-in or permissions.' },
  },
});

registerEnumType(IntegrationSupport, {
  name: 'IntegrationSupport',
  description: 'Who supports an integration.',
  valuesConfig: {
    VENDOR: { description: 'The vendor.' },
    FIRST_OWNER: { description: 'The owner of the first product.' },
    SECOND_OWNER: { description: 'The owner of the second product.' },
    PARTNER: { description: 'A partner, which `supportPartner` names.' },
  },
});

@RecordType({
  prefix: 'integration',
  description:
    'A way in which two products work together. Partner users see those that are released, and those that their firm supports.',
})
@Index(['productId', 'status'])
@Index(['otherProductId', 'status'])
@Index(['createdAt'])
export class Integration extends StoredRecord {
  declare id: Id<'integration'>;

  @Field(() => ID, { description: 'The id of the first product.' })
  @IdColumn({ references: () => Product })
  productId!: Id<'product'>;

  @Field(() => ID, { description: 'The id of the second product.' })
  @IdColumn({ references: () => Product })
  otherProductId!: Id<'product'>;

  @Index()
  @Field(() => IntegrationKind, { description: 'How the two work together.' })
  @EnumColumn()
  kind!: IntegrationKind;

  @Field({ description: 'What it does, and for what.' })
  @LongTextColumn()
  description!: string;

  @Index()
  @Field(() => IntegrationStatus, { description: 'How far along it is.' })
  @EnumColumn()
  status!: IntegrationStatus;

  @Field(() => IntegrationSupport, { description: 'Who supports it.' })
  @EnumColumn()
  support!: IntegrationSupport;

  @Index()
  @IdColumn({ nullable: true, references: () => Partner })
  supportPartnerId!: Id<'partner'> | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Why it was retired; null in every other status, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  retirementReason!: string | null;

  /** Both products in the order of their ids, and the kind, until it is retired, then null. */
  @Index({ unique: true })
  @TextColumn({ length: 180, nullable: true })
  openKey!: string | null;
}
