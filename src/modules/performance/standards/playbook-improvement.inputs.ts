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

@InputType({ description: 'What is said of an improvement, as a whole.' })
export class PlaybookImprovementUpdateInput {
  @Field({ description: 'What to call it in lists.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  title!: string;

  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: 'What went wrong, or took too long.' })
  @Length(1, 5000)
  @Matches(/\S/, notBlank)
  problem!: string;

  @Field({ description: 'What to do instead, next time and every time.' })
  @Length(1, 5000)
  @Matches(/\S/, notBlank)
  proposal!: string;

  @Field(() => DecimalScalar, {
    description: 'How much it would save in each project, in hours, from 0 to 100,000, with up to 2 places.',
  })
  @DecimalIn({ min: 0, max: 100_000, places: 2 })
  hoursSaved!: Decimal;

  @Field(() => ID, {
    nullable: true,
    description: 'The playbook that the project went by: one of the offering, published then or now.',
  })
  playbookId?: string | null;
}

@InputType({ description: 'What a project taught about an offering.' })
export class PlaybookImprovementProposeInput extends PlaybookImprovementUpdateInput {
  @Field(() => ID, { description: 'A project that work has begun on.' })
  projectId!: string;

  @Field(() => ID, { description: "One of the project's offerings." })
  offeringId!: string;
}

@InputType({ description: 'Where an improvement was taken up.' })
export class PlaybookImprovementReleaseInput {
  @Field(() => ID, { description: "The offering's published playbook, in which it stands." })
  releasedIn!: string;
}

@InputType({ description: 'Which improvements to list. Every condition that is given must hold.' })
export class PlaybookImprovementFilter {
  @Field(() => [PlaybookImprovementStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: PlaybookImprovementStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'For the playbook of these offerings.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'From these projects.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Proposed by people of these partners.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the title, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

export const PlaybookImprovementOrder = orderOf(
  'PlaybookImprovementOrder',
  'improvements',
  {
    CREATED_AT: { column: 'createdAt', description: 'By when they were proposed.' },
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
