import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../firms/partner.entity';
import { Programme } from '../programmes/programme.entity';
import { QualificationStage } from './qualification.lifecycle';

registerEnumType(QualificationStage, {
  name: 'QualificationStage',
  description: 'The stages of a partner in a service offering.',
  valuesConfig: {
    TRAINING: { description: 'Its people learn.' },
    ASSESSMENT: { description: 'Its people are examined.' },
    ASSISTED: { description: 'It delivers with a mentor.' },
    INDEPENDENT: { description: 'It delivers alone.' },
    LAPSED: { description: 'It no longer has enough certified people.' },
    REVOKED: { description: 'Revoked. Final; a new one may be opened.' },
  },
});

@RecordType({
  prefix: 'qualification',
  description: "A partner's standing for one service offering: whether it may deliver, and how.",
})
@Index(['offeringId', 'stage', 'partnerId'])
@Index(['partnerId', 'createdAt'])
@Index(['stage', 'recoverUntil'])
export class Qualification extends StoredRecord {
  declare id: Id<'qualification'>;

  @Field(() => ID, { description: 'The id of the partner firm that qualifies.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, { description: 'The id of the service offering.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** Partner and offering until it is revoked, then null: a partner has at most one open qualification per offering. */
  @Index({ unique: true })
  @TextColumn({ length: 130, nullable: true })
  openKey!: string | null;

  @Field(() => QualificationStage, {
    description: 'The current stage of the partner in this offering.',
  })
  @EnumColumn()
  stage!: QualificationStage;

  @Field(() => QualificationStage, {
    nullable: true,
    description: 'The stage from which it lapsed; null otherwise.',
  })
  @EnumColumn({ nullable: true })
  lapsedFrom!: QualificationStage | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day on which it lapsed; null otherwise.' })
  @DateColumn({ nullable: true })
  lapsedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which recertification restores its former stage; null unless it has lapsed.',
  })
  @DateColumn({ nullable: true })
  recoverUntil!: PlainDate | null;

  /** The day of the reminder that its days of grace end soon; null without one, and unless it has lapsed. */
  @DateColumn({ nullable: true })
  graceRemindedOn!: PlainDate | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which a changed certification last triggered a reassessment; null if none has.',
  })
  @DateTimeColumn({ nullable: true })
  reassessedAt!: Date | null;
}

@RecordType({
  prefix: 'transition',
  description: 'A step of a qualification, with the result of its gate at that moment. Never changed.',
})
@Index(['qualificationId', 'at'])
@Index(['partnerId', 'to', 'at'])
export class QualificationTransition extends Node {
  declare id: Id<'transition'>;

  @Field(() => ID, { description: 'The id of the qualification: one partner in one service offering.' })
  @IdColumn({ references: () => Qualification })
  qualificationId!: Id<'qualification'>;

  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => QualificationStage, { description: 'The stage before.' })
  @EnumColumn()
  from!: QualificationStage;

  @Field(() => QualificationStage, { description: 'The stage after.' })
  @EnumColumn()
  to!: QualificationStage;

  @Index()
  @IdColumn({ nullable: true, references: () => Programme })
  programmeId!: Id<'programme'> | null;

  @Field(() => [GateCriterion], {
    description: 'The criteria with the observed values, their evidence and waivers; empty for a step without a gate.',
  })
  @JsonColumn()
  criteria!: GateCriterion[];

  @Field(() => String, { nullable: true, description: 'The reason, if the step required one; otherwise null.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @IdColumn({ nullable: true })
  actorId!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The time of the step, in UTC.' })
  @DateTimeColumn()
  at!: Date;
}
