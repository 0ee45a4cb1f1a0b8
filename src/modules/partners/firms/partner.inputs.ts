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
const websiteMessage = { message: 'must be an address like https://example.com' };
const emailMessage = { message: 'must be an e-mail address' };
const countryMessage = { message: 'must be an ISO 3166-1 alpha-2 country code' };
const blank = { message: 'must not be blank' };

@InputType({ description: 'A firm that wants to become a partner.' })
export class PartnerApplyInput {
  @Field({ description: 'The name it goes by.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  name!: string;

  @Field({ description: 'The name in the register.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  legalName!: string;

  @Field({ description: 'ISO 3166-1 alpha-2, for example `DE`.' })
  @IsISO31661Alpha2(countryMessage)
  country!: string;

  @Field({
    description: 'As the register of its country writes it; letters and digits count, their punctuation does not.',
  })
  @Length(1, 100)
  registrationNumber!: string;

  @Field({ description: 'Where it works, for example `EMEA` or `North China`.' })
  @Length(1, 100)
  region!: string;

  @Field(() => [String], { description: 'The industries that it knows; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  industries!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'The address of the public website of the firm; null where it has none.',
  })
  @Length(1, 500)
  @IsUrl(website, websiteMessage)
  website?: string | null;

  @Field({ description: 'Whom the vendor talks to.' })
  @Length(1, 200)
  contactName!: string;

  @Field({ description: 'Where that person is reached.' })
  @Length(3, 254)
  @IsEmail({}, emailMessage)
  contactEmail!: string;
}

@InputType({
  description:
    "What changes; what is left out stays. A partner's administrator may change the contact and the website, the rest is the vendor's.",
})
export class PartnerUpdateInput {
  @Field(() => String, { nullable: true, description: 'The name that the firm is known by; unchanged when left out.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The name in the commercial register; unchanged when left out.' })
  @Length(1, 200)
  @Matches(/\S/, blank)
  legalName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The ISO 3166-1 code of the country of registration; unchanged when left out.',
  })
  @IsISO31661Alpha2(countryMessage)
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The legal registration number, unique within the country; unchanged when left out.',
  })
  @Length(1, 100)
  registrationNumber?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The market that the firm works in, in free text; unchanged when left out.',
  })
  @Length(1, 100)
  region?: string | null;

  @Field(() => [String], { nullable: true, description: 'All of them anew; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 100, { each: true })
  industries?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Null takes it away.' })
  @Length(1, 500)
  @IsUrl(website, websiteMessage)
  website?: string | null;

  @Field(() => String, { nullable: true, description: 'Whom the vendor talks to; unchanged when left out.' })
  @Length(1, 200)
  contactName?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the vendor writes to; unchanged when left out.' })
  @Length(3, 254)
  @IsEmail({}, emailMessage)
  contactEmail?: string | null;
}

@InputType({ description: 'A person to invite as a member of a partner.' })
export class MemberInviteInput {
  @Field({ description: 'Where the invitation goes; the login.' })
  @IsEmail({}, emailMessage)
  @Length(3, 254)
  email!: string;

  @Field({
    description: 'Of somebody who is new here; who was here before keeps their name, which `userUpdate` corrects.',
  })
  @Length(1, 200)
  name!: string;

  @Field(() => [Role], { description: 'PARTNER_ADMIN, PARTNER_MEMBER or both.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  roles!: Role[];
}

@InputType({ description: 'A figure about a partner that is known from elsewhere.' })
export class PartnerFigureReportInput {
  @Field({
    description:
      'The name of a metric that is reported, not measured, such as a published programme declares; `metrics` lists them.',
  })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, { description: 'In the unit of the metric; at most 4 decimal places, not negative.' })
  value!: Decimal;

  @Field(() => PlainDateScalar, { description: 'The day on which it was true; not in the future.' })
  asOf!: PlainDate;

  @Field({ description: 'Where it comes from. Only staff see it.' })
  @Length(1, 5000)
  sourceNote!: string;
}

@InputType({ description: 'A qualification that a partner must have, one of the two or both.' })
export class PartnerQualificationFilter {
  @Field(() => [ID], { nullable: true, description: 'In one of these offerings; in any when left out.' })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [QualificationStage], {
    nullable: true,
    description: 'At one of these stages; at any but REVOKED when left out.',
  })
  stage?: QualificationStage[] | null;
}

@InputType({ description: 'Which partners to list.' })
export class PartnerFilter {
  @Field(() => [PartnerStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: PartnerStatus[] | null;

  @Field(() => [String], { nullable: true, description: 'Tiers by name.' })
  @ArrayMaxSize(50)
  tier?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'ISO 3166-1 alpha-2.' })
  @ArrayMaxSize(250)
  country?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only those in one of these regions, written as on the record.',
  })
  @ArrayMaxSize(50)
  region?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Those that know one of them, in any case.' })
  @ArrayMaxSize(50)
  @Length(1, 100, { each: true })
  industry?: string[] | null;

  @Field(() => PartnerQualificationFilter, { nullable: true, description: 'Those with such a qualification.' })
  qualification?: PartnerQualificationFilter | null;

  @Field(() => String, { nullable: true, description: 'Part of one of its names, in any case.' })
  @Length(1, 100)
  search?: string | null;
}

export const PartnerOrder = orderOf(
  'PartnerOrder',
  'partners',
  {
    NAME: { column: 'nameKey', description: 'Without regard to case.' },
    CREATED_AT: { column: 'createdAt', description: 'By application.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const PartnerPayload = payloadOf('Partner', 'partner', () => Partner, 'the partner');
export const PartnerFigurePayload = payloadOf('PartnerFigure', 'figure', () => PartnerFigure, 'the figure');
