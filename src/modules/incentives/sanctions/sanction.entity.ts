import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import { SanctionStatus } from './sanction.lifecycle';
import { SanctionSeverity } from '../schemes/scheme.types';
import { SanctionEffect } from './sanction.terms';

registerEnumType(SanctionStatus, {
  name: 'SanctionStatus',
  description: 'How far along a sanction is.',
  valuesConfig: {
    PROPOSED: { description: 'The partner can answer; nothing is decided.' },
    IN_FORCE: { description: 'Its effect applies.' },
    CLEARED: { description: 'Lifted before its end, after the corrective plan.' },
    EXPIRED: { description: 'Its last day is over.' },
    OVERTURNED: { description: 'An appeal was upheld: it counts as if it had never been. Final.' },
    WITHDRAWN: { description: 'The proposal was given up. Final.' },
  },
});

registerEnumType(SanctionEffect, {
  name: 'SanctionEffect',
  description: 'The effect of a sanction in force. Work that is already allocated continues under each of them.',
  valuesConfig: {
    NOTICE: { description: 'A warning without further effect.' },
    NO_NEW_DEALS: { description: 'The partner cannot register deals.' },
    NO_NEW_STAFFING: {
      description:
        'The partner is not put on further projects, its members are not allocated, and its qualifications do not advance.',
    },
    SUSPEND: { description: 'The partner is suspended.' },
  },
});

@RecordType({
  prefix: 'sanction',
  description:
    'A measure against a partner, with its reasons and evidence. Staff see all; administrators of a partner see those of their own firm.',
})
@Index(['partnerId', 'createdAt'])
@Index(['partnerId', 'status'])
@Index(['offeringId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['status', 'endsOn'])
@Index(['status', 'responseDueOn'])
@Index(['severity', 'createdAt'])
@Index(['effect', 'createdAt'])
@Index(['responseDueOn'])
@Index(['endsOn'])
@Index(['createdAt'])
export class Sanction extends StoredRecord {
  declare id: Id<'sanction'>;

  @Field(() => ID, { description: 'The id of the partner that it is against.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the service offering that it is limited to; null if it concerns all.',
  })
  @IdColumn({ nullable: true, references: () => ServiceOffering })
  offeringId!: Id<'offering'> | null;

  @Field(() => SanctionSeverity, { description: 'How severe it is.' })
  @EnumColumn()
  severity!: SanctionSeverity;

  @Field(() => SanctionEffect, { description: 'What it prevents while it is in force.' })
  @EnumColumn()
  effect!: SanctionEffect;

  @Field({ description: 'Whether it is for safety: then it can come into force before the partner has answered.' })
  @BooleanColumn()
  safety!: boolean;

  @Field({ description: 'Why it is proposed.' })
  @LongTextColumn()
  reasons!: string;

  /** The ids of the records that prove the reasons. */
  @JsonColumn()
  evidenceIds!: string[];

  @Field(() => SanctionStatus, { description: 'How far along it is. `availableActions` has the next steps.' })
  @EnumColumn()
  status!: SanctionStatus;

  @IdColumn({ nullable: true })
  proposedById!: Id<'user'> | null;

  /** The user who last changed the proposal, and does not decide on it either. */
  @IdColumn({ nullable: true })
  changedById!: Id<'user'> | null;

  /** Partner and counted points, if the ladder of a scheme proposed it: each count proposes once. */
  @Index({ unique: true })
  @TextColumn({ length: 180, nullable: true })
  ladderKey!: string | null;

  /** The penalties posted up to this moment have led to this proposal of the ladder; null if a person proposed it. */
  @DateTimeColumn({ nullable: true })
  countedUntil!: Date | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day of the response period. Null if it is for safety.',
  })
  @DateColumn({ nullable: true })
  responseDueOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: "The partner's answer; null without one." })
  @LongTextColumn({ nullable: true })
  answer!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of the answer; null without one.' })
  @DateTimeColumn({ nullable: true })
  answeredAt!: Date | null;

  @IdColumn({ nullable: true })
  answeredById!: Id<'user'> | null;

  @JsonColumn()
  answerDocuments!: Id<'document'>[];

  @IdColumn({ nullable: true })
  imposedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it came into force; null before that.' })
  @DateTimeColumn({ nullable: true })
  imposedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was imposed, in view of the answer; null before that.',
  })
  @LongTextColumn({ nullable: true })
  impositionReason!: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first day in force; null before that.' })
  @DateColumn({ nullable: true })
  startsOn!: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day in force; null until it is cleared.' })
  @DateColumn({ nullable: true })
  endsOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the partner can appeal; null before it is in force.',
  })
  @DateColumn({ nullable: true })
  appealDueOn!: PlainDate | null;

  /** Is the partner suspended only because of sanctions, this one included? Null before it is in force. */
  @BooleanColumn({ nullable: true })
  suspendsPartner!: boolean | null;

  @Field(() => Int, { description: 'The actions of the corrective plan that are not confirmed.' })
  @IntColumn()
  openActions!: number;

  @IdColumn({ nullable: true })
  endedById!: Id<'user'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was cleared, expired, was overturned or withdrawn; null before that.',
  })
  @DateTimeColumn({ nullable: true })
  endedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended; null before that, and if it expired.' })
  @LongTextColumn({ nullable: true })
  endReason!: string | null;

  /** The first day on which its effect no longer applied; null while it is proposed or in force, and if it was overturned. */
  @DateColumn({ nullable: true })
  endedOn!: PlainDate | null;
}
