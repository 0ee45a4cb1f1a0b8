import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, round } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { ScorecardDefinition } from '../definitions/definition.entity';
import { ScorecardPeriod } from '../definitions/period.formula';
import type { ScoredCriterion } from '../definitions/score.formula';
import { ScorecardStatus } from './scorecard.lifecycle';

registerEnumType(ScorecardStatus, {
  name: 'ScorecardStatus',
  description: 'How far along a scorecard is.',
  valuesConfig: {
    OPEN: { description: 'Its period runs; only staff see it.' },
    COMPUTED: { description: 'Its period is over and its scores are computed; only staff see it.' },
    PUBLISHED: { description: 'Published to the partner, and never changed. Final.' },
  },
});

@RecordType({
  prefix: 'scorecard',
  description:
    "A partner's scores in one calendar period. Staff see all scorecards, partner users the published ones of their own firm.",
})
@Index(['partnerId', 'period', 'startsOn'], { unique: true })
@Index(['partnerId', 'startsOn'])
@Index(['status', 'startsOn', 'id'])
@Index(['standing', 'startsOn'])
@Index(['definitionId', 'startsOn'])
@Index(['startsOn'])
export class Scorecard extends StoredRecord {
  declare id: Id<'scorecard'>;

  @Field(() => ID, { description: 'The id of the partner that is scored.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, { description: 'The id of the definition that rules its period.' })
  @IdColumn({ references: () => ScorecardDefinition })
  definitionId!: Id<'scorecard_definition'>;

  @Field(() => ScorecardPeriod, { description: 'The kind of its calendar period.' })
  @EnumColumn()
  period!: ScorecardPeriod;

  @Field(() => PlainDateScalar, { description: 'The first day of the period.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the period.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field(() => ScorecardStatus, { description: 'Whether its period runs, is computed, or is published.' })
  @EnumColumn()
  status!: ScorecardStatus;

  /** The criteria with their scores and the metrics behind them; null while the period runs. */
  @JsonColumn({ nullable: true })
  scored!: ScoredCriterion[] | null;

  /** The exact total as text, from which overall scores are computed; null if the period is not scored. */
  @TextColumn({ length: 60, nullable: true })
  exactTotal!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The overall score of this and the eleven periods before, from 0 to 100, rounded half up to 1 decimal; newer periods weigh more. Null while the period runs, and if none of the periods is scored.',
  })
  @DecimalColumn({ places: 1, nullable: true })
  overall!: Decimal | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the standing that the overall score falls into; null without a score.',
  })
  @TextColumn({ length: 100, nullable: true })
  standing!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was last computed; null while the period runs.',
  })
  @DateTimeColumn({ nullable: true })
  computedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of publication; null before that.' })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @IdColumn({ nullable: true })
  publishedById!: Id<'user'> | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The total of this period, from 0 to 100, rounded half up to 2 decimals. Null while the period runs, and if it is not scored because no criterion has data.',
  })
  get total(): Decimal | null {
    return this.exactTotal === null ? null : round(decimal(this.exactTotal), 2);
  }
}
