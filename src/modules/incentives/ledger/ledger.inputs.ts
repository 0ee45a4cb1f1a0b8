import { ArrayMaxSize, Length } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf, Reason } from '../../../shared/graphql/arguments';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { pointPlaces } from '../schemes/reward.formula';
import { IncentiveEntry, IncentiveKind } from './incentive-entry.entity';

const most = 1_000_000_000;

const { EARNED, PENALTY, ADJUSTMENT } = IncentiveKind;
/** The kinds that are posted by hand; the others follow from something else. */
export const postedByHand = { EARNED, PENALTY, ADJUSTMENT } as const;

registerEnumType(postedByHand, {
  name: 'IncentivePostKind',
  description: 'The kinds of entries that are posted by hand.',
  valuesConfig: {
    EARNED: { description: 'A reward: points and money are above 0.' },
    PENALTY: { description: 'A penalty: points and money are below 0.' },
    ADJUSTMENT: { description: 'A correction that belongs to no other entry, with any sign.' },
  },
});

@InputType({ description: 'What a decision on the ledger rests on: a record, documents, or both.' })
export abstract class EvidenceInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A record of any kind that is the evidence, not about another partner.',
  })
  recordId?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'At most 20 documents that are the evidence, none of them about another partner.',
  })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'An entry that is posted by hand.' })
export class IncentivePostInput extends EvidenceInput {
  @Field(() => ID, { description: 'The partner in whose ledger it is posted.' })
  partnerId!: string;

  @Field(() => ID, { nullable: true, description: "The partner's member who is rewarded; without it, the firm is." })
  memberId?: string | null;

  @Field(() => postedByHand, { description: 'Why it is posted.' })
  kind!: IncentiveKind.EARNED | IncentiveKind.PENALTY | IncentiveKind.ADJUSTMENT;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `Points, with at most ${pointPlaces} decimals, from -1,000,000,000 to 1,000,000,000. Points, an amount, or both.`,
  })
  @DecimalIn({ min: -most, max: most, places: pointPlaces })
  points?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Money, with no more decimals than its currency has, from -1,000,000,000 to 1,000,000,000.',
  })
  @DecimalIn({ min: -most, max: most })
  amount?: Decimal | null;

  @Field(() => CurrencyCode, { nullable: true, description: 'The currency of the amount; required with an amount.' })
  currencyCode?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the reason for it happened, not in the future; without it, now.',
  })
  occurredAt?: Date | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day on which it is payable, not in the past; without it, today.',
  })
  payableFrom?: PlainDate | null;

  @Reason('The partner reads it.')
  reason!: string;
}

@InputType({ description: 'The reason and the evidence for a decision on an entry.' })
export class IncentiveDecisionInput extends EvidenceInput {
  @Reason('The partner reads it.')
  reason!: string;
}

/** Where an entry's money and points stand today. */
export enum IncentiveEntryState {
  COMING = 'COMING',
  PAYABLE = 'PAYABLE',
  PAID = 'PAID',
}

registerEnumType(IncentiveEntryState, {
  name: 'IncentiveEntryState',
  description: "Where an entry's points and money stand today.",
  valuesConfig: {
    COMING: { description: 'Held, or payable from a later day on.' },
    PAYABLE: { description: 'Payable with the next payout.' },
    PAID: { description: 'Paid with a payout, or itself a payout.' },
  },
});

@InputType({ description: 'Which incentive entries to list.' })
export class IncentiveEntryFilter {
  @Field(() => [ID], { nullable: true, description: 'Only entries of these partners; at most 100 ids.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only entries that reward these members; at most 100 ids.' })
  @ArrayMaxSize(100)
  memberId?: string[] | null;

  @Field(() => [IncentiveKind], { nullable: true, description: 'Only entries of one of these kinds.' })
  kind?: IncentiveKind[] | null;

  @Field(() => String, { nullable: true, description: 'Only entries of the rule with this code.' })
  @Length(1, 60)
  ruleCode?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only entries of this version of the scheme.' })
  schemeId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only entries that belong to this project.' })
  projectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only entries with this record as evidence.' })
  recordId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only entries on the list of this payout.' })
  payoutId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only what happened on this day or later.' })
  occurredFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only what happened on this day or earlier.' })
  occurredTo?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only entries posted on this day or later.' })
  postedFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only entries posted on this day or earlier.' })
  postedTo?: PlainDate | null;

  @Field(() => [IncentiveEntryState], {
    nullable: true,
    description: 'Only entries whose points and money stand like this today.',
  })
  state?: IncentiveEntryState[] | null;
}

export const IncentiveEntryOrder = orderOf(
  'IncentiveEntryOrder',
  'incentive entries',
  {
    POSTED_AT: { column: 'postedAt', description: 'By the time at which they were posted.' },
    OCCURRED_AT: { column: 'occurredAt', description: 'By the time at which their reason happened.' },
  },
  { field: 'POSTED_AT', direction: 'DESC' },
);

export const IncentiveEntryPayload = payloadOf('IncentiveEntry', 'entry', () => IncentiveEntry, 'the entry');
