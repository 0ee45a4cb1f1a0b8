import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';
import { FigureGap } from './earned-value.formula';
import { ScopeItem, StatementOfWork } from '../../sow';

registerEnumType(FigureGap, {
  name: 'FigureGap',
  description: 'The reasons why a figure of earned value, or of a forecast, has no value.',
  valuesConfig: {
    NO_BASELINE: { description: 'No statement of work was signed by that day.' },
    DAY_TO_COME: { description: 'The day is in the future: there is only planned value.' },
    NO_BUDGET: { description: 'There is no budget: BAC is 0.' },
    NO_ACTUAL_COST: { description: 'Nothing has been spent yet: AC is 0.' },
    NO_PLANNED_VALUE: { description: 'Nothing was planned to be done by then: PV is 0.' },
    NOTHING_EARNED: { description: 'Nothing has been earned yet: EV is 0.' },
    BUDGET_SPENT: { description: 'The budget is spent: AC is not below BAC.' },
    NOT_BEGUN: { description: 'It is before the first planned day.' },
    OUT_OF_RANGE: { description: 'The amount is beyond the range of exact money.' },
    TOO_LITTLE_HISTORY: {
      description: 'Too few weeks have passed, or had progress, for a forecast.',
    },
    BEYOND_HORIZON: { description: 'The forecast is more than ten years away.' },
    COMPLETE: { description: 'Nothing is left to forecast: EV has reached BAC.' },
    CANCELLED: { description: 'The project is cancelled.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A figure without a value, and the reason.' })
export class UnavailableFigure {
  @Field({ description: 'The name of the field that is null.' })
  figure!: string;

  @Field(() => FigureGap, { description: 'The reason as a code, for programs.' })
  code!: FigureGap;

  @Field({ description: 'The reason as a sentence, for people.' })
  reason!: string;
}

const amount = (description: string) => Field(() => Money, { nullable: true, description });
const ratio = (description: string) =>
  Field(() => DecimalScalar, { nullable: true, description: `${description} To 10 significant digits.` });

/** The figures of a part of a project. */
@ObjectType({ simpleResolvers: true })
abstract class PartialEarnedValue {
  @amount('The budget cost.')
  bac!: Money | null;

  @amount('Planned value: the budget of the work planned by then.')
  pv!: Money | null;

  @amount('Earned value: the budget of the work done.')
  ev!: Money | null;

  @amount('Actual cost: approved time and expenses.')
  ac!: Money | null;

  @amount('Cost variance: EV − AC. Negative means over cost.')
  cv!: Money | null;

  @amount('Schedule variance: EV − PV. Negative means behind plan.')
  sv!: Money | null;

  @ratio('Cost performance index: EV ÷ AC.')
  cpi!: string | null;

  @ratio('Schedule performance index: EV ÷ PV.')
  spi!: string | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, with the reason for each.' })
  unavailable!: UnavailableFigure[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Earned value of one scope item. Records on earlier revisions of the item count.',
})
export class ScopeItemEarnedValue extends PartialEarnedValue {
  @Field(() => ScopeItem, { description: 'The scope item in the baseline.' })
  scopeItem!: ScopeItem;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Earned value of one phase: of the items in scope with this phase, and the cost recorded in it for any item.',
})
export class PhaseEarnedValue extends PartialEarnedValue {
  @Field(() => String, { nullable: true, description: 'The phase; null for the items and costs without one.' })
  phase!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A week of the S-curve.' })
export class EarnedValueWeek {
  @Field(() => PlainDateScalar, { description: 'The Sunday on which the week ends.' })
  weekEndingOn!: PlainDate;

  @Field(() => Int, {
    description:
      'The revision of the statement of work against which the week is measured: the one in force at its end, or on the requested day if that is earlier; the first one before any was signed.',
  })
  revision!: number;

  @Field(() => Money, { description: 'Planned value at the end of the week.' })
  pv!: Money;

  @Field(() => Money, {
    nullable: true,
    description:
      'Earned value at the end of the week, or of the requested day if that is in the week; null after that.',
  })
  ev!: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Actual cost at the end of the week, or of the requested day if that is in the week; null after that.',
  })
  ac!: Money | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Earned value of a project at the end of a day, against the baseline in force then. For a future day only planned value is known. Computed exactly; each amount is rounded half up to the minor unit of the statement of work's currency, and only when it is published. A figure without a value is null, and `unavailable` gives the reason.",
})
export class EarnedValue {
  projectId!: string;

  @Field(() => PlainDateScalar, { description: 'The day whose end the figures describe.' })
  on!: PlainDate;

  @Field(() => StatementOfWork, {
    nullable: true,
    description: 'The baseline: the latest revision signed by then; null without one.',
  })
  baseline!: StatementOfWork | null;

  @amount('Budget at completion: the budget cost of all items in scope.')
  bac!: Money | null;

  @amount(
    'Planned value: the sum over all items of budget cost × days from the first to this one ÷ days from the first to the last, ends included. `planningDays` of the baseline determines which days count.',
  )
  pv!: Money | null;

  @amount(
    'Earned value: the sum over all items of budget cost × percent complete, by the progress method. After a change order an item keeps its earned value, at most its new budget, until progress is recorded on the new baseline. From the day on which the project was closed, it is BAC.',
  )
  ev!: Money | null;

  @amount('Actual cost: approved hours × cost rate + approved expenses.')
  ac!: Money | null;

  @amount('The time in AC: approved hours × cost rate.')
  acTime!: Money | null;

  @amount('The approved expenses in AC.')
  acExpenses!: Money | null;

  @amount('Cost variance: EV − AC. Negative means over cost.')
  cv!: Money | null;

  @amount('Schedule variance: EV − PV. Negative means behind plan.')
  sv!: Money | null;

  @ratio('Cost performance index: EV ÷ AC.')
  cpi!: string | null;

  @ratio('Schedule performance index: EV ÷ PV.')
  spi!: string | null;

  @amount('Estimate at completion, if cost performance stays the same: BAC ÷ CPI.')
  eac!: Money | null;

  @amount('Estimate at completion, if the remaining work costs its budget: AC + (BAC − EV).')
  eacByRemainingBudget!: Money | null;

  @amount('Estimate at completion, if cost and schedule performance stay the same: AC + (BAC − EV) ÷ (CPI × SPI).')
  eacByCpiSpi!: Money | null;

  @amount('Estimate to complete: EAC − AC.')
  etc!: Money | null;

  @amount('Variance at completion: BAC − EAC. Negative means over budget.')
  vac!: Money | null;

  @ratio('To-complete performance index: (BAC − EV) ÷ (BAC − AC).')
  tcpi!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Calendar days from the first to the last planned day, both included.',
  })
  plannedDuration!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Calendar days from the first planned day to this one, both included; to the day on which everything was earned or the project was cancelled, if that is earlier.',
  })
  actualTime!: number | null;

  @ratio(
    'Earned schedule, in calendar days: the time at which the plan had the value earned now, at most the planned duration. If the plan has that value on many days, it is the requested day, or the nearest of them.',
  )
  earnedSchedule!: string | null;

  @ratio('SPI(t): earned schedule ÷ actual time.')
  spiTime!: string | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, with the reason for each.' })
  unavailable!: UnavailableFigure[];

  @Field(() => [ScopeItemEarnedValue], {
    description:
      'The figures by item in scope, in order. Cost on other items, and expenses without an item, count only in the totals and the phases.',
  })
  items!: ScopeItemEarnedValue[];

  @Field(() => [PhaseEarnedValue], {
    description:
      'The figures by phase: those of the items in order, then others by name, and last those without a phase. They add up to the totals, except for the rounding of each amount.',
  })
  phases!: PhaseEarnedValue[];
}
