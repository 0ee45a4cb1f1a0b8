import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ProgressMethod } from '../content/sow.entity';

@InputType({ description: 'What an hour of a role is paid.' })
export class RoleRateInput {
  @Field({ description: 'A role that the playbook plans hours of; each once.' })
  @Length(1, 100)
  role!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What the customer pays for an hour, in the main unit of the currency. Review asks for it.',
  })
  @DecimalIn({ min: 0 })
  billRate?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What an hour costs the vendor, in the main unit of the currency. Review asks for it.',
  })
  @DecimalIn({ min: 0 })
  costRate?: Decimal | null;
}

@InputType({ description: 'A statement of work and a plan by a playbook.' })
export class SowFromPlaybookInput {
  @Field(() => ID, { description: 'A project that has none, and has not ended.' })
  projectId!: string;

  @Field(() => ID, { description: "A published playbook of one of the project's offerings." })
  playbookId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day, from which all days of the playbook are counted.' })
  startsOn!: PlainDate;

  @Field(() => CurrencyCode, { description: 'Of every price, budget and rate in it.' })
  currencyCode!: string;

  @Field(() => [RoleRateInput], {
    defaultValue: [],
    description:
      "What is not named is taken from the rate card in force on the first day, the project's own before the general one; what is not there either is left open, to be set before review.",
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  rates!: RoleRateInput[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'What the customer pays for all of it; divided among the scope items by the value of their hours. When neither it nor a margin is given: planned hours at the bill rates.',
  })
  @DecimalIn({ min: 0 })
  price?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Instead of a price: what is to remain of it after the planned cost, in percent of the price, from 0 to 99, up to 2 places. Needs the cost rate of every role.',
  })
  @DecimalIn({ min: 0, max: 99, places: 2 })
  marginPercent?: Decimal | null;

  @Field(() => ID, {
    nullable: true,
    description: "The partner whose people do the work and who answers for the items; the vendor's own when left out.",
  })
  partnerId?: string | null;

  @Field(() => ProgressMethod, {
    defaultValue: ProgressMethod.PROGRESS_UPDATES,
    description: 'From what the percent complete is taken.',
  })
  progressMethod!: ProgressMethod;
}
