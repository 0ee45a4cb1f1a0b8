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

/** What every entry of a register says. */
@InputType()
abstract class EntryInput {
  @Field({ description: 'What happened, in a few words.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: '', description: 'What happened and whom it affects; at most 5000 characters.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "A partner on the project that it concerns, and whose people see it. Left out, it is the vendor's own; by a partner's people it is their firm's.",
  })
  partnerId?: string | null;
}

@InputType()
export abstract class RegisterEntryInput extends EntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'How a risk is judged, as a whole.' })
export class RiskUpdateInput extends EntryInput {
  @Field(() => Int, { description: 'From 1, hardly, to 5, almost certainly.' })
  @Min(1)
  @Max(5)
  probability!: number;

  @Field(() => Int, { description: 'From 1, hardly felt, to 5, fatal to the project.' })
  @Min(1)
  @Max(5)
  impact!: number;

  @Field(() => RiskResponse, { description: 'What the project does about it.' })
  response!: RiskResponse;

  @Field({ defaultValue: '', description: 'What exactly is done.' })
  @Length(0, 5000)
  responsePlan!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "Who watches it: one of the vendor's people, or of the partner that it concerns. Left out, who watches it now, and at first the manager of the project.",
  })
  ownerId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it is looked at again.' })
  reviewOn?: PlainDate | null;
}

@InputType({ description: 'Something that may happen to a project.' })
export class RiskRaiseInput extends RiskUpdateInput implements RegisterEntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'What became of a risk.' })
export class RiskCloseInput {
  @Field(() => RiskOutcome, { description: 'Whether it occurred in the end.' })
  outcome!: RiskOutcome;

  @Field({ description: 'How it came to its end.' })
  @Length(1, 5000)
  note!: string;
}

@InputType({ description: 'What is said of a requirement, as a whole.' })
export class RequirementUpdateInput extends EntryInput {
  @Field(() => RaisedBy, {
    description:
      "CUSTOMER, or where you yourself stand: the vendor's side or a partner's. In a correction also what it was.",
  })
  raisedBy!: RaisedBy;

  @Field(() => String, {
    nullable: true,
    description: 'Who said it for the customer; where the customer raised it, and only there.',
  })
  @Length(1, 200)
  contact?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Not after today. Left out, it is today, and in a correction the day as it was.',
  })
  raisedOn?: PlainDate | null;

  @Field({ defaultValue: '', description: 'Why it was not seen before, as far as that is known.' })
  @Length(0, 5000)
  rootCause!: string;
}

@InputType({ description: 'Something that is wanted of a project.' })
export class RequirementRaiseInput extends RequirementUpdateInput implements RegisterEntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'What becomes of a requirement.' })
export class RequirementDecideInput {
  @Field(() => RequirementDecision, {
    description: 'What becomes of it: in scope, a change order, a product proposal, or declined.',
  })
  decision!: RequirementDecision;

  @Reason()
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Why it was not seen before; as it was said when left out.' })
  @Length(0, 5000)
  rootCause?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The change order by which it is agreed, if it is there already; only where that is the decision.',
  })
  changeOrderId?: string | null;
}

@InputType({ description: 'What is said of an incident, as a whole.' })
export class IncidentUpdateInput extends EntryInput {
  @Field(() => Int, { description: 'From 1, work stands still, to 4, hardly noticed.' })
  @Min(1)
  @Max(4)
  severity!: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it was reported: not in the future, nor after the response. Left out, it is now, and in a correction the time as it was.',
  })
  openedAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Within how many minutes somebody is to respond. Left out, by severity from 1 to 4: an hour, 4 hours, 8 hours, a day; in a correction, as it was.',
  })
  @Min(1)
  @Max(maxTargetMinutes)
  responseTargetMinutes?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Within how many minutes it is to be resolved; not before the response. Left out, by severity from 1 to 4: 8 hours, 1, 5, 20 days; in a correction, as it was.',
  })
  @Min(1)
  @Max(maxTargetMinutes)
  resolutionTargetMinutes?: number | null;
}

@InputType({ description: 'Something that went wrong in a project.' })
export class IncidentOpenInput extends IncidentUpdateInput implements RegisterEntryInput {
  @Field(() => ID, { description: 'A project that has not ended and that you are on.' })
  projectId!: string;
}

@InputType({ description: 'That somebody responded to an incident.' })
export class IncidentRespondInput {
  @Field(() => DateTime, {
    nullable: true,
    description: 'From the opening to now; now when left out.',
  })
  respondedAt?: Date | null;
}

@InputType({ description: 'That an incident is over.' })
export class IncidentResolveInput {
  @Field({ description: 'What was done.' })
  @Length(1, 5000)
  resolution!: string;

  @Field({ description: 'Why it happened.' })
  @Length(1, 5000)
  rootCause!: string;

  @Field(() => DateTime, { nullable: true, description: 'From the response to now; now when left out.' })
  resolvedAt?: Date | null;
}

@InputType()
abstract class RegisterFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these projects; at most 100.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Concerning these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}

@InputType({ description: 'Which risks to list.' })
export class RiskFilter extends RegisterFilter {
  @Field(() => [RiskStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: RiskStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Watched by these people; at most 100.' })
  @ArrayMaxSize(100)
  ownerId?: string[] | null;
}

@InputType({ description: 'Which requirements to list.' })
export class RequirementFilter extends RegisterFilter {
  @Field(() => [RequirementStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: RequirementStatus[] | null;

  @Field(() => [RequirementDecision], {
    nullable: true,
    description: 'Only those that were decided in one of these ways; the undecided are left out.',
  })
  decision?: RequirementDecision[] | null;
}

@InputType({ description: 'Which incidents to list.' })
export class IncidentFilter extends RegisterFilter {
  @Field(() => [IncidentStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: IncidentStatus[] | null;

  @Field(() => [Int], { nullable: true, description: 'From 1 to 4.' })
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

  @Field(() => [ID], { description: 'The open risks that stand here and that you see, oldest first.' })
  riskIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'How quickly incidents were met.' })
export class IncidentTargetRates {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Percent of the incidents whose response is there, or overdue, that it came to in time; to 2 places, half up. Null where there is none.',
  })
  response!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The same of their resolution.' })
  resolution!: string | null;

  @Field(() => Int, { description: 'How many incidents that you see the project has had.' })
  sampleSize!: number;
}

export const RiskPayload = payloadOf('Risk', 'risk', () => Risk, 'the risk');
export const RequirementPayload = payloadOf('Requirement', 'requirement', () => Requirement, 'the requirement');
export const IncidentPayload = payloadOf('Incident', 'incident', () => Incident, 'the incident');
