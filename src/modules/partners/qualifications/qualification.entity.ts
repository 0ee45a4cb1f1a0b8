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
  description: 'How far a partner has come in a service offering.',
  valuesConfig: {
    TRAINING: { description: 'Its people learn.' },
    ASSESSMENT: { description: 'Its people are examined.' },
    ASSISTED: { description: 'It delivers with a mentor beside it.' },
    INDEPENDENT: { description: 'It delivers on its own.' },
    LAPSED: { description: 'Too few of its people are certified any more.' },
    REVOKED: { description: 'Taken away. Final; a new one may be opened.' },
  },
});

@RecordType({ prefix: 'qualification', description: 'What a partner may deliver of a service offering, and how.' })
@Index(['offeringId', 'stage'])
@Index(['stage', 'recoverUntil'])
export class Qualification extends StoredRecord {
  declare id: Id<'qualification'>;

  @Index()
  @Field(() => ID, { description: 'The id of the partner firm that qualifies.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, { description: 'The id of the service offering that the partner may come to deliver.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** Partner and offering until it is revoked, then null: one open qualification of a partner per offering. */
  @Index({ unique: true })
  @TextColumn({ length: 130, nullable: true })
  openKey!: string | null;

  @Field(() => QualificationStage, {
    description: 'How far the partner has come towards delivering the offering alone.',
  })
  @EnumColumn()
  stage!: QualificationStage;

  @Field(() => QualificationStage, {
    nullable: true,
    description: 'The stage that it lapsed from; null unless it has.',
  })
  @EnumColumn({ nullable: true })
  lapsedFrom!: QualificationStage | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it lapsed; null unless it has.' })
  @DateColumn({ nullable: true })
  lapsedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which recertification brings it back to its former stage; null unless it has lapsed.',
  })
  @DateColumn({ nullable: true })
  recoverUntil!: PlainDate | null;

  /** When it was told that its days of grace end soon; null where it was not, or has not lapsed. */
  @DateColumn({ nullable: true })
  graceRemindedOn!: PlainDate | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last judged anew because a certification changed; null where none has.',
  })
  @DateTimeColumn({ nullable: true })
  reassessedAt!: Date | null;
}

@RecordType({
  prefix: 'transition',
  description: "A step of a qualification, with its gate's result as it stood. Never changed.",
})
@Index(['qualificationId', 'at'])
@Index(['partnerId', 'at'])
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
    description: 'The criteria with the values observed, their evidence and waivers; empty where no gate decided.',
  })
  @JsonColumn()
  criteria!: GateCriterion[];

  @Field(() => String, { nullable: true, description: 'Why, where a person had to say so; else null.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @IdColumn({ nullable: true })
  actorId!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'The moment of the step, in UTC.' })
  @DateTimeColumn()
  at!: Date;
}
