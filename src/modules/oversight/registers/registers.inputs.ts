import { ArrayMaxSize, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Incident } from './incident.entity';
import { IncidentStatus } from './incident.lifecycle';
import { RaisedBy, Requirement, RequirementDecision } from './requirement.entity';
import { RequirementStatus } from './requirement.lifecycle';
import { Risk, RiskOutcome, RiskResponse } from './risk.entity';
import { RiskStatus } from './risk.lifecycle';

const maxTargetMinutes = 527_040;

/** The common fields of every entry. */
@InputType()
abstract class EntryInput {
  @Field({ description: 'A short title.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: '', description: 'What happened and whom it affects; at most 5000 characters.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The partner on the project that it concerns, whose users then see it. If left out, it is vendor-internal for staff, and concerns their own firm for partner users.',
  })
  partnerId?: string | null;
}

@InputType()
export abstract class RegisterEntryInput extends EntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'The complete assessment of a risk.' })
export class RiskUpdateInput extends EntryInput {
  @Field(() => Int, { description: 'From 1 (very unlikely) to 5 (almost certain).' })
  @Min(1)
  @Max(5)
  probability!: number;

  @Field(() => Int, { description: 'From 1 (barely noticeable) to 5 (fatal to the project).' })
  @Min(1)
  @Max(5)
  impact!: number;

  @Field(() => RiskResponse, { description: 'The strategy against the risk.' })
  response!: RiskResponse;

  @Field({ defaultValue: '', description: 'The concrete measures.' })
  @Length(0, 5000)
  responsePlan!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The owner: a user of the vendor, or of the partner that it concerns. If left out, the current owner, and for a new risk the project's manager.",
  })
  ownerId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day of the next review.' })
  reviewOn?: PlainDate | null;
}

@InputType({ description: 'Something that may happen to a project.' })
export class RiskRaiseInput extends RiskUpdateInput implements RegisterEntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'The outcome of a risk.' })
export class RiskCloseInput {
  @Field(() => RiskOutcome, {
    description: 'How the risk ended: it has happened, was prevented, or its time has passed.',
  })
  outcome!: RiskOutcome;

  @Field({ description: 'How it was closed.' })
  @Length(1, 5000)
  note!: string;
}

@InputType({ description: 'The complete description of a requirement.' })
export class RequirementUpdateInput extends EntryInput {
  @Field(() => RaisedBy, {
    description: 'CUSTOMER, or your own side: VENDOR or PARTNER. A correction may also keep the current value.',
  })
  raisedBy!: RaisedBy;

  @Field(() => String, {
    nullable: true,
    description: 'The contact who asked for it. Required if the customer raised it, and not allowed otherwise.',
  })
  @Length(1, 200)
  contact?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Not after today. If left out, today, and in a correction the current day.',
  })
  raisedOn?: PlainDate | null;

  @Field({ defaultValue: '', description: 'Why it was not foreseen, as far as that is known.' })
  @Length(0, 5000)
  rootCause!: string;
}

@InputType({ description: 'A requirement that came up during a project.' })
export class RequirementRaiseInput extends RequirementUpdateInput implements RegisterEntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'The decision on a requirement.' })
export class RequirementDecideInput {
  @Field(() => RequirementDecision, {
    description: 'The decision: in scope, a change order, a product proposal, or declined.',
  })
  decision!: RequirementDecision;

  @Reason()
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Why it was not foreseen; stays as it is if left out.' })
  @Length(0, 5000)
  rootCause?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The change order that adds it, if that exists already; only with the decision CHANGE_ORDER.',
  })
  changeOrderId?: string | null;
}

@InputType({ description: 'The complete description of an incident.' })
export class IncidentUpdateInput extends EntryInput {
  @Field(() => Int, { description: 'From 1 (work has stopped) to 4 (barely noticeable).' })
  @Min(1)
  @Max(4)
  severity!: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time at which it was reported, not in the future and not after the response. If left out, now, and in a correction the current time.',
  })
  openedAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The target for the response in minutes. If left out, by severity from 1 to 4: an hour, 4 hours, 8 hours, a day; in a correction, it stays as it is.',
  })
  @Min(1)
  @Max(maxTargetMinutes)
  responseTargetMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The target for the resolution in minutes, not shorter than that for the response. If left out, by severity from 1 to 4: 8 hours, 1, 5, 20 days; in a correction, it stays as it is.',
  })
  @Min(1)
  @Max(maxTargetMinutes)
  resolutionTargetMinutes?: number | null;
}

@InputType({ description: 'Something that went wrong on a project.' })
export class IncidentOpenInput extends IncidentUpdateInput implements RegisterEntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'The response to an incident.' })
export class IncidentRespondInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the response, from the opening to now; now if left out.',
  })
  respondedAt?: Date | null;
}

@InputType({ description: 'The resolution of an incident.' })
export class IncidentResolveInput {
  @Field({ description: 'How it was resolved.' })
  @Length(1, 5000)
  resolution!: string;

  @Field({ description: 'Why it happened.' })
  @Length(1, 5000)
  rootCause!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time of the resolution, from the response to now; now if left out.',
  })
  resolvedAt?: Date | null;
}

@InputType()
abstract class RegisterFilter {
  @Field(() => [ID], { nullable: true, description: 'Only entries of these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only entries that concern these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}

@InputType({ description: 'Which risks to list.' })
export class RiskFilter extends RegisterFilter {
  @Field(() => [RiskStatus], { nullable: true, description: 'Only risks in one of these statuses.' })
  status?: RiskStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only risks with these owners; at most 100.' })
  @ArrayMaxSize(100)
  ownerId?: string[] | null;
}

@InputType({ description: 'Which requirements to list.' })
export class RequirementFilter extends RegisterFilter {
  @Field(() => [RequirementStatus], { nullable: true, description: 'Only requirements in one of these statuses.' })
  status?: RequirementStatus[] | null;

  @Field(() => [RequirementDecision], {
    nullable: true,
    description: 'Only requirements with one of these decisions; leaves out undecided ones.',
  })
  decision?: RequirementDecision[] | null;
}

@InputType({ description: 'Which incidents to list.' })
export class IncidentFilter extends RegisterFilter {
  @Field(() => [IncidentStatus], { nullable: true, description: 'Only incidents in one of these statuses.' })
  status?: IncidentStatus[] | null;

  @Field(() => [Int], { nullable: true, description: 'Only incidents of these severities, from 1 to 4.' })
  @ArrayMaxSize(4)
  severity?: number[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A cell of the heat map: the open risks of one probability and impact.',
})
export class RiskHeatMapCell {
  @Field(() => Int, { description: 'From 1 to 5.' })
  probability!: number;

  @Field(() => Int, { description: 'From 1 to 5.' })
  impact!: number;

  @Field(() => Int, { description: 'Probability × impact, from 1 to 25.' })
  score!: number;

  @Field(() => [ID], { description: 'The open risks in this cell that you may see, oldest first.' })
  riskIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The shares of incidents that met their targets.' })
export class IncidentTargetRates {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The percentage that met the response target, among incidents with a response or past the target; rounded half up to 2 decimals. Null if there are no such incidents.',
  })
  response!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The percentage that met the resolution target, among incidents resolved or past the target; rounded half up to 2 decimals. Null if there are no such incidents.',
  })
  resolution!: string | null;

  @Field(() => Int, { description: "The number of the project's incidents that you may see." })
  sampleSize!: number;
}

export const RiskPayload = payloadOf('Risk', 'risk', () => Risk, 'the risk');
export const RequirementPayload = payloadOf('Requirement', 'requirement', () => Requirement, 'the requirement');
export const IncidentPayload = payloadOf('Incident', 'incident', () => Incident, 'the incident');
