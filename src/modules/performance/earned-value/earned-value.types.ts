import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';
import { FigureGap } from './earned-value.formula';
import { ScopeItem, StatementOfWork } from '../../sow';

registerEnumType(FigureGap, {
  name: 'FigureGap',
  description: 'Why a figure of earned value, or of a forecast, has no value.',
  valuesConfig: {
    NO_BASELINE: { description: 'No statement of work was signed by that day.' },
    DAY_TO_COME: { description: 'The day has not come: there is planned value alone.' },
    NO_BUDGET: { description: 'There is no budget: BAC is 0.' },
    NO_ACTUAL_COST: { description: 'Nothing was spent yet: AC is 0.' },
    NO_PLANNED_VALUE: { description: 'Nothing was planned to be done yet: PV is 0.' },
    NOTHING_EARNED: { description: 'Nothing is done yet: EV is 0.' },
    BUDGET_SPENT: { description: 'The budget is spent: AC is not below BAC.' },
    NOT_BEGUN: { description: 'It is before the first planned day.' },
    OUT_OF_RANGE: { description: 'The amount is beyond the range of exact money.' },
    TOO_LITTLE_HISTORY: {
      description: 'Too few weeks have passed, or progress was made in too few of them, for a forecast.',
    },
    BEYOND_HORIZON: { description: 'A forecast that is more than ten years away says nothing.' },
    COMPLETE: { description: 'Nothing is left to forecast: EV has reached BAC.' },
    CANCELLED: { description: 'The project is cancelled.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A figure that has no value, and why.' })
export class UnavailableFigure {
  @Field({ description: 'The name of the field that is null.' })
  figure!: string;

  @Field(() => FigureGap, { description: 'For a program to read.' })
  code!: FigureGap;

  @Field({ description: 'For a person to read.' })
  reason!: string;
}

const amount = (description: string) => Field(() => Money, { nullable: true, description });
const ratio = (description: string) =>
  Field(() => DecimalScalar, { nullable: true, description: `${description} To 10 significant digits.` });

/** What is said of a part of a project. */
@ObjectType({ simpleResolvers: true })
abstract class PartialEarnedValue {
  @amount('Its budget cost.')
  bac!: Money | null;

  @amount('Planned value: the budget of what was to be done.')
  pv!: Money | null;

  @amount('Earned value: the budget of what was done.')
  ev!: Money | null;

  @amount('Actual cost of the approved time and expenses on it.')
  ac!: Money | null;

  @amount('Cost variance: EV − AC. Below 0 is over cost.')
  cv!: Money | null;

  @amount('Schedule variance: EV − PV. Below 0 is behind plan.')
  sv!: Money | null;

  @ratio('Cost performance index: EV ÷ AC.')
  cpi!: string | null;

  @ratio('Schedule performance index: EV ÷ PV.')
  spi!: string | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, and why.' })
  unavailable!: UnavailableFigure[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Earned value of one scope item. What was recorded on it in an earlier revision of the statement of work counts.',
})
export class ScopeItemEarnedValue extends PartialEarnedValue {
  @Field(() => ScopeItem, { description: 'In the baseline.' })
  scopeItem!: ScopeItem;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Earned value of one phase: of the items in scope that name it, and the cost that was recorded in it, whatever the item.',
})
export class PhaseEarnedValue extends PartialEarnedValue {
  @Field(() => String, { nullable: true, description: 'Null for the items and the cost that name no phase.' })
  phase!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A week of the S-curve.' })
export class EarnedValueWeek {
  @Field(() => PlainDateScalar, { description: 'A Sunday.' })
  weekEndingOn!: PlainDate;

  @Field(() => Int, {
    description:
      'The revision of the statement of work that the week is measured on: the one in force at its end, or on the day asked for if that is earlier; the first one before any was signed.',
  })
  revision!: number;

  @Field(() => Money, { description: 'Planned value at the end of the week.' })
  pv!: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'Earned value at the end of the week, or of the day asked for if that is in the week; null later.',
  })
  ev!: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Actual cost at the end of the week, or of the day asked for if that is in the week; null later.',
  })
  ac!: Money | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Earned value of a project at the end of a day, on the baseline in force then. Of a day to come only planned value is known. Computed exactly; each amount is rounded half up to the minor unit of the currency of the statement of work, and only where it is shown. A figure without a value is null, and `unavailable` says why.',
})
export class EarnedValue {
  projectId!: string;

  @Field(() => PlainDateScalar, { description: 'The day at whose end it stands so.' })
  on!: PlainDate;

  @Field(() => StatementOfWork, {
    nullable: true,
    description: 'The baseline: the newest revision that was signed by then; null where there was none.',
  })
  baseline!: StatementOfWork | null;

  @amount('Budget at completion: the budget cost of all items in scope.')
  bac!: Money | null;

  @amount(
    'Planned value: of each item the budget cost × the days from its first to this one ÷ the days from its first to its last, ends included. Which days count says `planningDays` of the baseline.',
  )
  pv!: Money | null;

  @amount(
    'Earned value: of each item the budget cost × percent complete, by the progress method. After a change order an item keeps what it had earned, at most its new budget, until progress is recorded on the new baseline. From the day on which the project was closed it is BAC.',
  )
  ev!: Money | null;

  @amount('Actual cost: approved hours × cost rate + approved expenses.')
  ac!: Money | null;

  @amount('The part of AC that is time: approved hours × cost rate.')
  acTime!: Money | null;

  @amount('The part of AC that is approved expenses.')
  acExpenses!: Money | null;

  @amount('Cost variance: EV − AC. Below 0 is over cost.')
  cv!: Money | null;

  @amount('Schedule variance: EV − PV. Below 0 is behind plan.')
  sv!: Money | null;

  @ratio('Cost performance index: EV ÷ AC.')
  cpi!: string | null;

  @ratio('Schedule performance index: EV ÷ PV.')
  spi!: string | null;

  @amount('Estimate at completion, if cost goes on as so far: BAC ÷ CPI.')
  eac!: Money | null;

  @amount('Estimate at completion, if the rest costs what was budgeted: AC + (BAC − EV).')
  eacByRemainingBudget!: Money | null;

  @amount('Estimate at completion, if cost and pace go on as so far: AC + (BAC − EV) ÷ (CPI × SPI).')
  eacByCpiSpi!: Money | null;

  @amount('Estimate to complete: EAC − AC.')
  etc!: Money | null;

  @amount('Variance at completion: BAC − EAC. Below 0 is over budget.')
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
    'Earned schedule, in calendar days: when the plan had what is earned now, capped at the planned duration. Where the plan has that on many days it is the day asked for, or the nearest of them.',
  )
  earnedSchedule!: string | null;

  @ratio('SPI(t): earned schedule ÷ actual time.')
  spiTime!: string | null;

  @Field(() => [UnavailableFigure], { description: 'The figures that are null, and why.' })
  unavailable!: UnavailableFigure[];

  @Field(() => [ScopeItemEarnedValue], {
    description:
      'The same by item in scope, in order. Cost on other items, and expenses on none, are in the total and the phases alone.',
  })
  items!: ScopeItemEarnedValue[];

  @Field(() => [PhaseEarnedValue], {
    description:
      'The same by phase: those of the items in order, then others by name, and at last what names none. They add up to the totals, but for the rounding of each amount.',
  })
  phases!: PhaseEarnedValue[];
}
