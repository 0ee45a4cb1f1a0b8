import { ArrayMaxSize, ArrayUnique, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { Appeal } from './appeal.entity';
import { AppealStatus } from './appeal.lifecycle';

@InputType({ description: 'The whole content of an open appeal; replaces the present one.' })
export class AppealUpdateInput {
  @Field({ description: 'Why the partner appeals: 1 to 10000 characters.' })
  @Length(1, 10_000)
  reasons!: string;

  @Field(() => [ID], { defaultValue: [], description: 'Documents that prove it; at most 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];

  @Field(() => [ID], { defaultValue: [], description: 'Other records that prove it, of any kind; at most 50.' })
  @ArrayMaxSize(50)
  @ArrayUnique()
  evidenceIds!: string[];
}

@InputType({ description: 'An appeal against an incentive entry or a sanction: name one of them.' })
export class AppealFileInput extends AppealUpdateInput {
  @Field(() => ID, { nullable: true, description: 'The incentive entry that it is against.' })
  entryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The sanction that it is against.' })
  sanctionId?: string | null;
}

@InputType({ description: 'Which appeals to list.' })
export class AppealFilter {
  @Field(() => [ID], { nullable: true, description: 'Only appeals of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only appeals against these sanctions; at most 100.' })
  @ArrayMaxSize(100)
  sanctionId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only appeals against these incentive entries; at most 100.' })
  @ArrayMaxSize(100)
  entryId?: string[] | null;

  @Field(() => [AppealStatus], { nullable: true, description: 'Only appeals in one of these statuses.' })
  status?: AppealStatus[] | null;
}

export const AppealOrder = orderOf(
  'AppealOrder',
  'appeals',
  { CREATED_AT: { column: 'createdAt', description: 'By the time at which they were filed.' } },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const AppealPayload = payloadOf('Appeal', 'appeal', () => Appeal, 'the appeal');
