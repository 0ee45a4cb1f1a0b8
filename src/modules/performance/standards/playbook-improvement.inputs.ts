import { ArrayMaxSize, Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { PlaybookImprovement } from './playbook-improvement.entity';
import { PlaybookImprovementStatus } from './playbook-improvement.lifecycle';

const notBlank = { message: '$property must not be blank' };

@InputType({ description: 'The complete content of an improvement.' })
export class PlaybookImprovementUpdateInput {
  @Field({ description: 'The title in lists.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  title!: string;

  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: 'The problem: something that went wrong or took too long.' })
  @Length(1, 5000)
  @Matches(/\S/, notBlank)
  problem!: string;

  @Field({ description: 'The change to the playbook.' })
  @Length(1, 5000)
  @Matches(/\S/, notBlank)
  proposal!: string;

  @Field(() => DecimalScalar, {
    description: 'The hours saved in each project, from 0 to 100,000, with up to 2 decimals.',
  })
  @DecimalIn({ min: 0, max: 100_000, places: 2 })
  hoursSaved!: Decimal;

  @Field(() => ID, {
    nullable: true,
    description: "The playbook that the project followed: one of the offering's that is or was published.",
  })
  playbookId?: string | null;
}

@InputType({ description: 'A lesson from a project about an offering.' })
export class PlaybookImprovementProposeInput extends PlaybookImprovementUpdateInput {
  @Field(() => ID, { description: 'A project that has started.' })
  projectId!: string;

  @Field(() => ID, { description: "One of the project's offerings." })
  offeringId!: string;
}

@InputType({ description: 'The playbook in which an improvement was released.' })
export class PlaybookImprovementReleaseInput {
  @Field(() => ID, { description: "The offering's published playbook that contains it." })
  releasedIn!: string;
}

@InputType({ description: 'Which improvements to list; an improvement must meet every condition given.' })
export class PlaybookImprovementFilter {
  @Field(() => [PlaybookImprovementStatus], {
    nullable: true,
    description: 'Only improvements in one of these statuses.',
  })
  status?: PlaybookImprovementStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only improvements for the playbooks of these offerings.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only improvements from these projects.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only improvements that people of these partners proposed.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => String, { nullable: true, description: 'A part of the title, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const PlaybookImprovementOrder = orderOf(
  'PlaybookImprovementOrder',
  'improvements',
  {
    CREATED_AT: { column: 'createdAt', description: 'By the time at which they were proposed.' },
    HOURS_SAVED: { column: 'hoursSaved', description: 'By the hours that they save in each project.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const PlaybookImprovementPayload = payloadOf(
  'PlaybookImprovement',
  'playbookImprovement',
  () => PlaybookImprovement,
  'the improvement',
);
