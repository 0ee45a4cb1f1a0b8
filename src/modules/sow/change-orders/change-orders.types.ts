import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar, Money } from '../../../shared/graphql/scalars';
import { ChangeOrder } from './change-order.entity';

@ObjectType({
  simpleResolvers: true,
  description: 'The effect of a change order: current for a draft, frozen from its submission on.',
})
export class ChangeOrderEffect {
  @Field(() => Money, { description: 'The change of the price of everything in scope; below 0 if it falls.' })
  price!: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'The change of the budget of everything in scope; null for partner roles.',
  })
  budgetCost!: Money | null;

  @Field(() => Int, { description: 'The number of days by which the last day moves; below 0 if it moves earlier.' })
  endDays!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The change of the planned hours of all resource lines; null for partner roles.',
  })
  hours!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How far the agreement has moved since the first signature: the sizes of all approved changes.',
})
export class ScopeCreep {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Sum of the absolute price effects of the approved change orders ÷ price of the first signed revision; in percent, rounded half up to 2 decimals. Null if it cannot be computed, with a reason.',
  })
  percent!: string | null;

  @Field(() => String, { nullable: true, description: 'Why there is no percentage; null if there is one.' })
  reason!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The price of the first signed revision; null if none is signed.',
  })
  originalValue!: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The sum of the sizes of the changes; null if nothing is signed.',
  })
  changedValue!: Money | null;

  @Field(() => [ChangeOrder], { description: 'The approved change orders that were counted, by number.' })
  changeOrders!: ChangeOrder[];
}
