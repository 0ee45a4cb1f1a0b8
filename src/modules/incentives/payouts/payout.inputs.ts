import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Payout } from './payout.entity';
import { PayoutStatus } from './payout.lifecycle';

@InputType({ description: 'What a payout pays.' })
export class PayoutPrepareInput {
  @Field(() => CurrencyCode, { description: 'The currency in which partners are paid.' })
  currencyCode!: string;

  @Field(() => PlainDateScalar, {
    description: 'Everything that is payable on this day and not paid yet is paid; not in the future.',
  })
  cutOff!: PlainDate;
}

@InputType({ description: 'How a payout was paid.' })
export class PayoutMarkPaidInput {
  @Field(() => PlainDateScalar, { description: 'The day of the payment: from the approval to today.' })
  paidOn!: PlainDate;

  @Field({ description: 'The reference of the payment, such as the number of the transfer; partners read it.' })
  @Length(1, 200)
  reference!: string;
}

@InputType({ description: 'Which payouts to list.' })
export class PayoutFilter {
  @Field(() => CurrencyCode, { nullable: true, description: 'Only payouts in this currency.' })
  currencyCode?: string | null;

  @Field(() => [PayoutStatus], { nullable: true, description: 'Only payouts in one of these statuses.' })
  status?: PayoutStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only payouts with a line of this partner.' })
  partnerId?: string | null;
}

export const PayoutOrder = orderOf(
  'PayoutOrder',
  'payouts',
  { CREATED_AT: { column: 'createdAt', description: 'By the time at which they were prepared.' } },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const PayoutPayload = payloadOf('Payout', 'payout', () => Payout, 'the payout');
