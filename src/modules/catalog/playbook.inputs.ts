import { ArrayMaxSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { orderOf } from '../../shared/graphql/arguments';
import { payloadOf } from '../../shared/graphql/payload';
import { Playbook, PlaybookActivity, PlaybookMilestone, PlaybookPhase, PlaybookScopeItem } from './playbook.entity';
import { PlaybookStatus } from './playbook.lifecycle';

@InputType({ description: 'The whole content of a playbook.' })
export class PlaybookContentInput {
  @Field({ description: 'For a person to read.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'name must not be blank' })
  name!: string;

  @Field({ defaultValue: '', description: 'What is different from the edition before.' })
  @Length(0, 5000)
  changes!: string;

  @Field(() => [PlaybookPhase], { description: 'In order, each once; at most 20.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  phases!: PlaybookPhase[];

  @Field(() => [PlaybookActivity], { description: 'In order; at most 300.' })
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  activities!: PlaybookActivity[];

  @Field(() => [PlaybookScopeItem], { description: 'In order; at most 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  scopeItems!: PlaybookScopeItem[];

  @Field(() => [PlaybookMilestone], { description: 'In order; at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  milestones!: PlaybookMilestone[];

  @Field({ defaultValue: '', description: 'What is not part of a delivery.' })
  @Length(0, 5000)
  exclusions!: string;

  @Field({ defaultValue: '', description: 'What a delivery rests on.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days that the customer has to accept or reject a deliverable, from 1 to 365.',
  })
  @Min(1)
  @Max(365)
  acceptanceWindowDays?: number | null;
}

@InputType({ description: 'A playbook of an offering, the whole of it.' })
export class PlaybookDraftInput extends PlaybookContentInput {
  @Field(() => ID, { description: 'What is delivered from it.' })
  offeringId!: string;
}

@InputType({ description: 'Which playbooks to list.' })
export class PlaybookFilter {
  @Field(() => [ID], { nullable: true, description: 'Those of these offerings; of all when left out.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [PlaybookStatus], { nullable: true, description: 'In one of these states; in any when left out.' })
  status?: PlaybookStatus[] | null;
}

export const PlaybookOrder = orderOf(
  'PlaybookOrder',
  'playbooks',
  {
    CREATED_AT: { column: 'createdAt', description: 'By age.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const PlaybookPayload = payloadOf('Playbook', 'playbook', () => Playbook, 'the playbook');
