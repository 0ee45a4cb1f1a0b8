import { ArrayMaxSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { Playbook, PlaybookActivity, PlaybookMilestone, PlaybookPhase, PlaybookScopeItem } from './playbook.entity';
import { PlaybookStatus } from './playbook.lifecycle';

@InputType({ description: 'The whole content of a playbook.' })
export class PlaybookContentInput {
  @Field({ description: 'The name of the playbook.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'name must not be blank' })
  name!: string;

  @Field({ defaultValue: '', description: 'What differs from the previous edition.' })
  @Length(0, 5000)
  changes!: string;

  @Field(() => [PlaybookPhase], { description: 'The phases, in order, each once; at most 20.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  phases!: PlaybookPhase[];

  @Field(() => [PlaybookActivity], { description: 'The work and who does it, in order; at most 300.' })
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  activities!: PlaybookActivity[];

  @Field(() => [PlaybookScopeItem], { description: 'The scope of every delivery, in order; at most 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  scopeItems!: PlaybookScopeItem[];

  @Field(() => [PlaybookMilestone], { description: 'The milestones, in order; at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  milestones!: PlaybookMilestone[];

  @Field({ defaultValue: '', description: 'What is not part of a delivery.' })
  @Length(0, 5000)
  exclusions!: string;

  @Field({ defaultValue: '', description: 'The assumptions of a delivery.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days the customer has to accept or reject a deliverable, from 1 to 365.',
  })
  @Min(1)
  @Max(365)
  acceptanceWindowDays?: number | null;
}

@InputType({ description: 'The whole content of a new playbook for an offering.' })
export class PlaybookDraftInput extends PlaybookContentInput {
  @Field(() => ID, { description: 'The offering that the playbook describes.' })
  offeringId!: string;
}

@InputType({ description: 'Which playbooks to list.' })
export class PlaybookFilter {
  @Field(() => [ID], { nullable: true, description: 'Only playbooks of these offerings; of all offerings if omitted.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [PlaybookStatus], {
    nullable: true,
    description: 'Only playbooks with one of these statuses; with any status if omitted.',
  })
  status?: PlaybookStatus[] | null;
}

export const PlaybookOrder = orderOf(
  'PlaybookOrder',
  'playbooks',
  {
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const PlaybookPayload = payloadOf('Playbook', 'playbook', () => Playbook, 'the playbook');
