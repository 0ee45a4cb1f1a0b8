import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: 'Where the money of a fund stands: budget = reserved + claimed + paid + free.',
})
export class MarketingFundBalance {
  @Field(() => Money, {
    description: 'The budget as it was set or, of an accrual fund, the sum of its accruals.',
  })
  budget!: Money;

  @Field(() => Money, { description: 'What is set aside for named purposes, used or not.' })
  allocated!: Money;

  @Field(() => Money, { description: 'What approved requests reserve and no approved claim has used.' })
  reserved!: Money;

  @Field(() => Money, { description: 'Approved claims that are not paid yet.' })
  claimed!: Money;

  @Field(() => Money, { description: 'Paid claims, less reversals of paid claims.' })
  paid!: Money;

  @Field(() => Money, { description: 'What is neither reserved nor claimed nor paid. Never below 0.' })
  free!: Money;
}

@ObjectType({ simpleResolvers: true, description: 'What the approved and paid claims of a fund brought.' })
export class MarketingFundReturn {
  @Field(() => Money, { description: 'What the claims brought the partner.' })
  reimbursed!: Money;

  @Field(() => Int, { nullable: true, description: 'The leads that partners reported; null if no claim reports any.' })
  leads!: number | null;

  @Field(() => Money, {
    nullable: true,
    description:
      'What the claims that report leads were reimbursed, per lead, rounded half up to the minor unit; null without leads.',
  })
  costPerLead!: Money | null;
}
