import { ArrayMaxSize, ArrayMinSize, Length } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { AccountMapping } from './account-mapping.entity';
import { AccountPopulation, SharingLevel, type SharingLevels } from './account-mapping.formula';
import { AccountMappingStatus } from './account-mapping.lifecycle';

/** The largest number of names in one call. */
export const maxNames = 1_000;

@InputType('SharingLevelsInput', { description: 'How much your side shares of each population.' })
@ObjectType('SharingLevels', { simpleResolvers: true, description: 'How much a side shares of each population.' })
export class PopulationLevels {
  @Field(() => SharingLevel, { description: 'The level for present customers.' })
  customers!: SharingLevel;

  @Field(() => SharingLevel, { description: 'The level for companies with an open opportunity.' })
  openOpportunities!: SharingLevel;

  @Field(() => SharingLevel, { description: 'The level for prospects.' })
  prospects!: SharingLevel;
}

export const levelsOf = ({ customers, openOpportunities, prospects }: PopulationLevels): SharingLevels => ({
  [AccountPopulation.CUSTOMERS]: customers,
  [AccountPopulation.OPEN_OPPORTUNITIES]: openOpportunities,
  [AccountPopulation.PROSPECTS]: prospects,
});

export const publishLevels = (levels: SharingLevels): PopulationLevels => ({
  customers: levels.CUSTOMERS,
  openOpportunities: levels.OPEN_OPPORTUNITIES,
  prospects: levels.PROSPECTS,
});

@InputType({ description: 'A proposal to compare accounts.' })
export class AccountMappingProposeInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The partner, for staff; your own firm if you are a partner user.',
  })
  partnerId?: string | null;

  @Field(() => PopulationLevels, { description: 'How much your side is ready to share.' })
  levels!: PopulationLevels;
}

@InputType({ description: 'Accounts of a population of your side.' })
export class MappedAccountsInput {
  @Field(() => AccountPopulation, {
    description: "The population. The vendor's CUSTOMERS are its customer records and are not recorded here.",
  })
  population!: AccountPopulation;

  @Field(() => [String], {
    description: `The names of companies, from 1 to ${maxNames}, each 1 to 200 characters. Names that differ only in case, accents, punctuation or legal form count once.`,
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(maxNames)
  @Length(1, 200, { each: true })
  names!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'How many accounts two populations have in common.' })
export class AccountOverlapCell {
  @Field(() => AccountPopulation, { description: "The vendor's population." })
  vendorPopulation!: AccountPopulation;

  @Field(() => AccountPopulation, { description: "The partner's population." })
  partnerPopulation!: AccountPopulation;

  @Field(() => SharingLevel, { description: 'The lower effective level of both populations.' })
  level!: SharingLevel;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of common accounts. Null at NONE; at COUNTS also if it is under 3.',
  })
  count!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'An account that both sides have, by the name that each uses.' })
export class CommonAccount {
  @Field({ description: "The vendor's name for it." })
  vendorName!: string;

  @Field({ description: "The partner's name for it." })
  partnerName!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A page of common accounts.' })
export class CommonAccountPage {
  @Field(() => [CommonAccount], { description: 'The accounts, by name.' })
  nodes!: CommonAccount[];

  @Field(() => String, { nullable: true, description: 'Pass it as `after` for the next page; null on the last one.' })
  nextAfter!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A page of names of accounts.' })
export class AccountNamePage {
  @Field(() => [String], { description: 'The names, in order.' })
  names!: string[];

  @Field(() => String, { nullable: true, description: 'Pass it as `after` for the next page; null on the last one.' })
  nextAfter!: string | null;
}

@InputType({ description: 'Which account mappings to list.' })
export class AccountMappingFilter {
  @Field(() => [ID], { nullable: true, description: 'Only mappings with these partners.' })
  partnerId?: string[] | null;

  @Field(() => [AccountMappingStatus], { nullable: true, description: 'Only mappings in one of these statuses.' })
  status?: AccountMappingStatus[] | null;
}

export const AccountMappingOrder = orderOf(
  'AccountMappingOrder',
  'account mappings',
  { CREATED_AT: { column: 'createdAt', description: 'By the time of the proposal.' } },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const AccountMappingPayload = payloadOf(
  'AccountMapping',
  'accountMapping',
  () => AccountMapping,
  'the account mapping',
);
