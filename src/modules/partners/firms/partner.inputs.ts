import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsEmail,
  IsISO31661Alpha2,
  IsUrl,
  Length,
  Matches,
} from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Role } from '../../../shared/access/viewer';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { QualificationStage } from '../qualifications/qualification.lifecycle';
import { PartnerFigure } from './figure.entity';
import { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';

const website = { protocols: ['http', 'https'], require_protocol: true };
const websiteMessage = { message: 'must be an address such as https://example.com' };
const emailMessage = { message: 'must be an e-mail address' };
const countryMessage = { message: 'must be an ISO 3166-1 alpha-2 country code' };
const blank = { message: 'must not be blank' };

@InputType({ description: 'A firm that applies to become a partner.' })
export class PartnerApplyInput {
  @Field({ description: 'The trade name.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  name!: string;

  @Field({ description: 'The registered name.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  legalName!: string;

  @Field({ description: 'The country of registration, as ISO 3166-1 alpha-2, for example `DE`.' })
  @IsISO31661Alpha2(countryMessage)
  country!: string;

  @Field({
    description: "The number as the country's register writes it; only letters and digits count.",
  })
  @Length(1, 100)
  registrationNumber!: string;

  @Field({ description: 'The region in which it works, for example `EMEA` or `North China`.' })
  @Length(1, 100)
  region!: string;

  @Field(() => [String], { description: 'The industries that it knows; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  industries!: string[];

  @Field(() => String, {
    nullable: true,
    description: "The firm's public website; null without one.",
  })
  @Length(1, 500)
  @IsUrl(website, websiteMessage)
  website?: string | null;

  @Field({ description: "The vendor's contact at the firm." })
  @Length(1, 200)
  contactName!: string;

  @Field({ description: 'The email address of that person.' })
  @Length(3, 254)
  @IsEmail({}, emailMessage)
  contactEmail!: string;
}

@InputType({
  description:
    'Changes to a partner; fields that are left out stay as they are. A PARTNER_ADMIN may change the contact and the website, only the vendor the rest.',
})
export class PartnerUpdateInput {
  @Field(() => String, { nullable: true, description: 'The trade name; unchanged if left out.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The registered name; unchanged if left out.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  legalName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The country of registration, as ISO 3166-1 alpha-2; unchanged if left out.',
  })
  @IsISO31661Alpha2(countryMessage)
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The legal registration number, unique within the country; unchanged if left out.',
  })
  @Length(1, 100)
  registrationNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The region in which it works, as free text; unchanged if left out.',
  })
  @Length(1, 100)
  region?: string | null;

  @Field(() => [String], { nullable: true, description: 'All industries, replacing the current ones; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  industries?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The website; null removes it.' })
  @Length(1, 500)
  @IsUrl(website, websiteMessage)
  website?: string | null;

  @Field(() => String, { nullable: true, description: "The vendor's contact at the firm; unchanged if left out." })
  @Length(1, 200)
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: 'The email address of that person; unchanged if left out.' })
  @Length(3, 254)
  @IsEmail({}, emailMessage)
  contactEmail?: string | null;
}

@InputType({ description: 'A person to invite as a member of a partner.' })
export class MemberInviteInput {
  @Field({ description: 'The email address for the invitation, which becomes the login.' })
  @IsEmail({}, emailMessage)
  @Length(3, 254)
  email!: string;

  @Field({
    description: 'The name of a new user; an existing user keeps theirs, which `userUpdate` can change.',
  })
  @Length(1, 200)
  name!: string;

  @Field(() => [Role], { description: 'PARTNER_ADMIN, PARTNER_MEMBER or both.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  roles!: Role[];
}

@InputType({ description: 'A figure about a partner from another source.' })
export class PartnerFigureReportInput {
  @Field({
    description:
      'The name of a metric that is reported rather than measured, for example one declared by a published programme; `metrics` lists them.',
  })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, { description: 'In the unit of the metric; at most 4 decimal places, not negative.' })
  value!: Decimal;

  @Field(() => PlainDateScalar, { description: 'The day to which the value applies; not in the future.' })
  asOf!: PlainDate;

  @Field({ description: 'The source of the value. Only staff see it.' })
  @Length(1, 5000)
  sourceNote!: string;
}

@InputType({ description: 'A qualification that a partner must have; give an offering, a stage or both.' })
export class PartnerQualificationFilter {
  @Field(() => [ID], { nullable: true, description: 'Qualified for one of these offerings; for any if left out.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [QualificationStage], {
    nullable: true,
    description: 'At one of these stages; at any except REVOKED if left out.',
  })
  stage?: QualificationStage[] | null;
}

@InputType({ description: 'Which partners to list.' })
export class PartnerFilter {
  @Field(() => [PartnerStatus], { nullable: true, description: 'Only partners in one of these statuses.' })
  status?: PartnerStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Only partners at one of these tiers, by name.' })
  @ArrayMaxSize(50)
  tier?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only partners in one of these countries, as ISO 3166-1 alpha-2.',
  })
  @ArrayMaxSize(250)
  country?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only partners in one of these regions, in their exact spelling.',
  })
  @ArrayMaxSize(50)
  region?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only partners that know one of these industries, ignoring case.',
  })
  @ArrayMaxSize(50)
  @Length(1, 100, { each: true })
  industry?: string[] | null;

  @Field(() => PartnerQualificationFilter, { nullable: true, description: 'Only partners with such a qualification.' })
  qualification?: PartnerQualificationFilter | null;

  @Field(() => String, { nullable: true, description: 'A part of the trade or registered name, ignoring case.' })
  @Length(1, 100)
  search?: string | null;
}

export const PartnerOrder = orderOf(
  'PartnerOrder',
  'partners',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By the time of the application.' },
    SCORE: {
      column: 'scoreTenths',
      description: 'By the overall score of the newest published scorecard; those without a score are the lowest.',
    },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const PartnerPayload = payloadOf('Partner', 'partner', () => Partner, 'the partner');
export const PartnerFigurePayload = payloadOf('PartnerFigure', 'figure', () => PartnerFigure, 'the figure');
