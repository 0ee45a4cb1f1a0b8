import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { ItemOwner } from '../../partners';
import { CorrectiveAction } from './corrective-action.entity';
import { CorrectiveActionStatus } from './corrective-action.lifecycle';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';
import { SanctionSeverity } from '../schemes/scheme.types';
import { SanctionEffect } from './sanction.terms';

@InputType({ description: 'The whole content of a proposed sanction; replaces the present one.' })
export class SanctionUpdateInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The service offering that it is limited to; null for all. A suspension concerns all.',
  })
  offeringId?: string | null;

  @Field(() => SanctionSeverity, { description: 'How severe it is.' })
  severity!: SanctionSeverity;

  @Field(() => SanctionEffect, { description: 'What it prevents while it is in force.' })
  effect!: SanctionEffect;

  @Field({ description: 'Why: 1 to 5000 characters. The partner reads it.' })
  @Length(1, 5000)
  reasons!: string;

  @Field(() => [ID], {
    description: 'The records that prove the reasons, of any kind: 1 to 50. None may be about another partner.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  evidenceIds!: string[];

  @Field({
    defaultValue: false,
    description: 'Whether it is for safety: then it can come into force without a response period.',
  })
  safety!: boolean;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day in force, after the response period; null if it lasts until it is cleared.',
  })
  endsOn?: PlainDate | null;
}

@InputType({ description: 'A sanction against a partner, for another person to decide on.' })
export class SanctionProposeInput extends SanctionUpdateInput {
  @Field(() => ID, { description: 'The partner, ACTIVE or SUSPENDED. It cannot be changed later.' })
  partnerId!: string;
}

@InputType({ description: "A partner's answer to a proposed sanction; replaces an earlier one." })
export class SanctionAnswerInput {
  @Field({ description: 'The answer: 1 to 10000 characters.' })
  @Length(1, 10_000)
  answer!: string;

  @Field(() => [ID], { defaultValue: [], description: 'Documents that prove it; at most 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'The whole description of an action of a corrective plan; replaces the present one.' })
export class CorrectiveActionInput {
  @Field({ description: 'What is to be done: 1 to 200 characters.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: '', description: 'What counts as done, at most 5000 characters; may be empty.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => ItemOwner, { description: 'The side that does it.' })
  ownedBy!: ItemOwner;

  @Field(() => ID, {
    nullable: true,
    description: 'The user of that side who does it; null if the side decides.',
  })
  assigneeId?: string | null;

  @Field(() => PlainDateScalar, { description: 'The day by which it is to be done; not over.' })
  dueOn!: PlainDate;
}

@InputType({ description: 'What was done.' })
export class CorrectiveActionCompleteInput {
  @Field({ description: 'What was done: 1 to 5000 characters.' })
  @Length(1, 5000)
  outcome!: string;

  @Field(() => [ID], { defaultValue: [], description: 'Documents that prove it; at most 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'Which sanctions to list.' })
export class SanctionFilter {
  @Field(() => [ID], { nullable: true, description: 'Only sanctions against these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only sanctions that are limited to these service offerings; at most 100.',
  })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [SanctionStatus], { nullable: true, description: 'Only sanctions in one of these statuses.' })
  status?: SanctionStatus[] | null;

  @Field(() => [SanctionSeverity], { nullable: true, description: 'Only sanctions of one of these severities.' })
  severity?: SanctionSeverity[] | null;

  @Field(() => [SanctionEffect], { nullable: true, description: 'Only sanctions with one of these effects.' })
  effect?: SanctionEffect[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only sanctions whose response period ends on this day or earlier.',
  })
  responseDueBy?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only sanctions that end on this day or earlier.' })
  endsBy?: PlainDate | null;
}

@InputType({ description: 'Which actions of corrective plans to list.' })
export class CorrectiveActionFilter {
  @Field(() => [ID], { nullable: true, description: 'Only actions for these sanctions; at most 100.' })
  @ArrayMaxSize(100)
  sanctionId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only actions for sanctions against these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only actions that these users do; at most 100.' })
  @ArrayMaxSize(100)
  assigneeId?: string[] | null;

  @Field(() => [CorrectiveActionStatus], { nullable: true, description: 'Only actions in one of these statuses.' })
  status?: CorrectiveActionStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only actions that are due on this day or earlier.' })
  dueBy?: PlainDate | null;
}

export const SanctionOrder = orderOf(
  'SanctionOrder',
  'sanctions',
  { CREATED_AT: { column: 'createdAt', description: 'By the time at which they were proposed.' } },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const SanctionPayload = payloadOf('Sanction', 'sanction', () => Sanction, 'the sanction');
export const CorrectiveActionPayload = payloadOf(
  'CorrectiveAction',
  'correctiveAction',
  () => CorrectiveAction,
  'the action',
);
