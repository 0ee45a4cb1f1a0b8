import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ProgressMethod } from '../content/sow.entity';

@InputType({ description: 'The hourly rates of a role.' })
export class RoleRateInput {
  @Field({ description: 'A role with planned hours in the playbook; each once.' })
  @Length(1, 100)
  role!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The price of an hour to the customer, in the main unit of the currency. Required for the review.',
  })
  @DecimalIn({ min: 0 })
  billRate?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The cost of an hour to the vendor, in the main unit of the currency. Required for the review.',
  })
  @DecimalIn({ min: 0 })
  costRate?: Decimal | null;
}

@InputType({ description: 'A statement of work and a plan from a playbook.' })
export class SowFromPlaybookInput {
  @Field(() => ID, { description: 'A project that has no statement of work, and has not ended.' })
  projectId!: string;

  @Field(() => ID, { description: "A published playbook of one of the project's offerings." })
  playbookId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day, from which all days of the playbook are counted.' })
  startsOn!: PlainDate;

  @Field(() => CurrencyCode, { description: 'The currency of every price, budget and rate in it.' })
  currencyCode!: string;

  @Field(() => [RoleRateInput], {
    defaultValue: [],
    description:
      "Rates of roles; others come from the rate card on the first day, the project's own before the general one. A rate found nowhere stays open until the review.",
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  rates!: RoleRateInput[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The total price, divided among the scope items by the value of their hours. If neither a price nor a margin is given, it is planned hours × bill rates.',
  })
  @DecimalIn({ min: 0 })
  price?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Instead of a price: the margin after the planned cost, in percent of the price, from 0 to 99, with up to 2 decimals. Requires the cost rate of every role.',
  })
  @DecimalIn({ min: 0, max: 99, places: 2 })
  marginPercent?: Decimal | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner whose people do the work and who is responsible for the items; the vendor if left out.',
  })
  partnerId?: string | null;

  @Field(() => ProgressMethod, {
    defaultValue: ProgressMethod.PROGRESS_UPDATES,
    description: 'The source of the percent complete.',
  })
  progressMethod!: ProgressMethod;
}
