import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar, Money } from '../../../shared/graphql/scalars';
import { ChangeOrder } from './change-order.entity';

@ObjectType({
  simpleResolvers: true,
  description: 'What a change order comes to: as it stands for a draft, fixed from its submission on.',
})
export class ChangeOrderEffect {
  @Field(() => Money, { description: 'By how much the price of what is in scope changes; below 0 where it falls.' })
  price!: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'By how much the budget of what is in scope changes; null for partner roles.',
  })
  budgetCost!: Money | null;

  @Field(() => Int, { description: 'By how many days the last day moves; below 0 where it comes earlier.' })
  endDays!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'By how many the planned hours of all resource lines change; null for partner roles.',
  })
  hours!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How far what was agreed has moved since the first signature: the sizes of all approved changes.',
})
export class ScopeCreep {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Sum of the price effects of the approved change orders, each without its sign, ÷ price of the first signed revision; in percent, rounded half up to 2 places. Null where it has no value, with a reason.',
  })
  percent!: string | null;

  @Field(() => String, { nullable: true, description: 'Why there is no percentage; null where there is one.' })
  reason!: string | null;

  @Field(() => Money, { nullable: true, description: 'The price of the first signed revision; null where none is.' })
  originalValue!: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The sizes of the changes together; null where nothing is signed.',
  })
  changedValue!: Money | null;

  @Field(() => [ChangeOrder], { description: 'What was counted: the approved change orders, by number.' })
  changeOrders!: ChangeOrder[];
}
