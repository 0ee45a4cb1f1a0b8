import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { Organization } from '../products/organization.entity';
import { AttributionStatus } from './attribution.lifecycle';

export enum AttributionKind {
  SOURCED = 'SOURCED',
  INFLUENCED = 'INFLUENCED',
  DELIVERED = 'DELIVERED',
}

registerEnumType(AttributionKind, {
  name: 'AttributionKind',
  description: 'What a partner or an ally did for a piece of business. The kinds are never added to each other.',
  valuesConfig: {
    SOURCED: { description: 'Brought it: four tests are met. At most one party sources it.' },
    INFLUENCED: { description: 'Helped to win it.' },
    DELIVERED: { description: 'Delivered it: proved by approved time and accepted deliverables.' },
  },
});

registerEnumType(AttributionStatus, {
  name: 'AttributionStatus',
  description: 'Whether an attribution counts.',
  valuesConfig: {
    PROPOSED: { description: 'Waits for sales; may be corrected and withdrawn until then.' },
    CONFIRMED: { description: 'Counts.' },
    REJECTED: { description: 'Refused with a reason. Final.' },
    WITHDRAWN: { description: 'Withdrawn before the decision. Final.' },
    REVERSED: { description: 'Was confirmed and no longer counts. Final.' },
  },
});

@RecordType({
  prefix: 'attribution',
  description:
    "The credit of a partner or an ally for a project or a deal. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
})
@Index(['partnerId', 'createdAt'])
@Index(['organizationId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['kind', 'createdAt'])
@Index(['projectId', 'createdAt'])
@Index(['createdAt'])
export class Attribution extends StoredRecord {
  declare id: Id<'attribution'>;

  @Field(() => AttributionKind, { description: 'What the party did.' })
  @EnumColumn()
  kind!: AttributionKind;

  @Field(() => ID, { nullable: true, description: 'The project that it is about; null if it is about a deal.' })
  @IdColumn({ nullable: true, references: () => Project })
  projectId!: Id<'project'> | null;

  @Field(() => String, { nullable: true, description: 'The reference of the deal; null if it is about a project.' })
  @TextColumn({ length: 200, nullable: true })
  dealReference!: string | null;

  @Field(() => ID, { nullable: true, description: 'The partner; null if the ally is no partner.' })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { nullable: true, description: 'The ally; null for a partner without one.' })
  @IdColumn({ nullable: true, references: () => Organization })
  organizationId!: Id<'organization'> | null;

  /** Kind, subject and party while it is proposed or confirmed, then null: each is credited once. */
  @Index({ unique: true })
  @TextColumn({ length: 400, nullable: true })
  openKey!: string | null;

  /** The subject while a sourced attribution is confirmed, otherwise null: at most one party sources it. */
  @Index({ unique: true })
  @TextColumn({ length: 300, nullable: true })
  sourcedKey!: string | null;

  @Field({ description: 'What the party did, in words.' })
  @LongTextColumn()
  contribution!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "The day of the party's first contact with the customer; null unless it is sourced.",
  })
  @DateColumn({ nullable: true })
  theirContactOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'The evidence of that contact; null unless it is sourced.' })
  @LongTextColumn({ nullable: true })
  contactEvidence!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which the opportunity was opened; null unless it is sourced.',
  })
  @DateColumn({ nullable: true })
  openedOn!: PlainDate | null;

  @VendorOnly()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      "The day of the vendor's own first contact; null without one, before the decision, and for partner roles.",
  })
  @DateColumn({ nullable: true })
  ourContactOn!: PlainDate | null;

  @Field(() => AttributionStatus, { description: 'Whether it counts. `availableActions` lists the possible steps.' })
  @EnumColumn()
  status!: AttributionStatus;

  @IntColumn({ nullable: true })
  provenMinutes!: number | null;

  @IntColumn({ nullable: true })
  provenDeliverables!: number | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  proposedById!: Id<'user'> | null;

  /** The user who last changed it, and does not decide on it either. */
  @IdColumn({ nullable: true })
  changedById!: Id<'user'> | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When sales confirmed or rejected it; null before that.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was confirmed, rejected or reversed; null before that.' })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;
}
