import { IsEmail, IsISO31661Alpha2, IsUrl, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { Organization } from './organization.entity';

@InputType({ description: 'The whole data of an organization; replaces the present data.' })
export class OrganizationUpdateInput {
  @Field({ description: 'The name; unique within the country, ignoring case. 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'The country, as ISO 3166-1 alpha-2, for example `DE`.' })
  @IsISO31661Alpha2({ message: 'must be an ISO 3166-1 alpha-2 country code' })
  country!: string;

  @Field(() => String, { nullable: true, description: 'The website; null if omitted.' })
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true },
    { message: 'must be an address such as https://example.com' },
  )
  @Length(1, 500)
  website?: string | null;

  @Field(() => String, { nullable: true, description: "The vendor's contact at the organization; null if omitted." })
  @Length(1, 200)
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: 'The email address of that person; null if omitted.' })
  @IsEmail({}, { message: 'must be an e-mail address' })
  @Length(3, 254)
  contactEmail?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The partner that this organization is; null if it is not a partner. A partner has at most one organization.',
  })
  partnerId?: string | null;
}

@InputType({ description: 'A new organization that owns products.' })
export class OrganizationCreateInput extends OrganizationUpdateInput {}

@InputType({ description: 'Which organizations to list.' })
export class OrganizationFilter {
  @Field(() => [String], { nullable: true, description: 'Only organizations in one of these countries.' })
  country?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only the organizations of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const OrganizationOrder = orderOf(
  'OrganizationOrder',
  'organizations',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const OrganizationPayload = payloadOf('Organization', 'organization', () => Organization, 'the organization');
