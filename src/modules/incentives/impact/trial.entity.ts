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
import { Node, RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { LeasedRecord } from '../../../shared/jobs/leased-record';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { IncentiveScheme } from '../schemes/scheme.entity';
import type { IncentiveRule } from '../schemes/scheme.types';
import { IncentiveStress } from './impact.types';
import { IncentiveTrialStatus } from './trial.lifecycle';

registerEnumType(IncentiveTrialStatus, {
  name: 'IncentiveTrialStatus',
  description: 'How far along a trial is.',
  valuesConfig: {
    RUNNING: { description: 'Waiting or running.' },
    DONE: { description: 'Its result is complete and is kept. Final.' },
    FAILED: { description: 'It could not continue, and has no result. Final.' },
  },
});

@RecordType({
  prefix: 'incentive_trial',
  description:
    'A comparison of a scheme with the schemes in force over the facts of a period, which runs in the background. Its result is kept. ECOSYSTEM_MANAGER and ANALYST see it.',
})
@Index(['createdAt'])
@Index(['status', 'createdAt'])
export class IncentiveTrial extends LeasedRecord {
  declare id: Id<'incentive_trial'>;

  @Index()
  @Field(() => ID, { description: 'The id of the scheme that is tried.' })
  @IdColumn({ references: () => IncentiveScheme })
  schemeId!: Id<'incentive_scheme'>;

  @Field(() => PlainDateScalar, { description: 'The first day, from which the scheme is tried.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field(() => IncentiveStress, { nullable: true, description: 'The changed parameter; null without a stress test.' })
  @JsonColumn({ nullable: true })
  stress!: IncentiveStress | null;

  /** The rules as they were when it started: the draft may change since. */
  @JsonColumn()
  rules!: IncentiveRule[];

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  startedById!: Id<'user'> | null;

  /** The user who started it, while it runs: everybody runs one at a time. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  openKey!: string | null;

  @Field(() => IncentiveTrialStatus, { description: 'How far along it is.' })
  @EnumColumn()
  status!: IncentiveTrialStatus;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of facts to count, with those before the first day on which tiers and caps depend; null until it is known.',
  })
  @IntColumn({ nullable: true })
  factsTotal!: number | null;

  @Field(() => Int, { description: 'The number of facts counted so far, saved every few seconds.' })
  @IntColumn()
  factsCounted!: number;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it ended; null while it runs.' })
  @DateTimeColumn({ nullable: true })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it could not continue; null in every other status.' })
  @LongTextColumn({ nullable: true })
  failureReason!: string | null;
}

/** A fact behind a difference, as it is stored. */
interface StoredEvidence {
  factId: Id<'fact'>;
  recordId: string;
  occurredAt: string;
  inForce: string;
  tried: string;
}

/** A line of the result of a trial. Never changed; a trial that starts over replaces its lines. */
@RecordType({ prefix: 'incentive_trial_row', description: 'A line of the result of a trial.' })
@Index(['trialId', 'rowKey'], { unique: true })
@Index(['trialId', 'isDifferent', 'rowKey'])
export class IncentiveTrialRow extends Node {
  declare id: Id<'incentive_trial_row'>;

  @IdColumn({ references: () => IncentiveTrial })
  trialId!: Id<'incentive_trial'>;

  /** The partner, the rule and the currency. */
  @TextColumn({ length: 160 })
  rowKey!: string;

  @IdColumn({ references: () => Partner })
  @Index()
  partnerId!: Id<'partner'>;

  @TextColumn({ length: 60 })
  ruleCode!: string;

  @TextColumn({ length: 200 })
  ruleLabel!: string;

  @TextColumn({ length: 3, nullable: true })
  currencyCode!: string | null;

  /** Exact, as text. */
  @TextColumn({ length: 60 })
  inForce!: string;

  @TextColumn({ length: 60 })
  tried!: string;

  @BooleanColumn()
  isDifferent!: boolean;

  @JsonColumn()
  evidence!: StoredEvidence[];

  @BooleanColumn()
  moreEvidence!: boolean;
}
