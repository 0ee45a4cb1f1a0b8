import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import {
  ConflictError as Conflict,
  DomainError,
  ForbiddenError as Forbidden,
  type GateCriterion as Criterion,
  GateNotMetError as GateNotMet,
  IllegalTransitionError as IllegalTransition,
  InvalidInputError as InvalidInput,
  NotFoundError as NotFound,
  RuleViolationError as RuleViolation,
} from '../domain/errors';

export enum ErrorCode {
  INVALID_INPUT = 'INVALID_INPUT',
  NOT_FOUND = 'NOT_FOUND',
  FORBIDDEN = 'FORBIDDEN',
  CONFLICT = 'CONFLICT',
  ILLEGAL_TRANSITION = 'ILLEGAL_TRANSITION',
  GATE_NOT_MET = 'GATE_NOT_MET',
  RULE_VIOLATION = 'RULE_VIOLATION',
}

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'The kind of refusal.',
  valuesConfig: {
    INVALID_INPUT: { description: 'A value has an invalid form.' },
    NOT_FOUND: { description: 'The record does not exist, or you may not see it.' },
    FORBIDDEN: { description: 'You may not do this.' },
    CONFLICT: { description: 'The record changed in the meantime.' },
    ILLEGAL_TRANSITION: { description: "The record's status does not allow the step." },
    GATE_NOT_MET: { description: "A gate's criteria are not met." },
    RULE_VIOLATION: { description: 'A business rule forbids it.' },
  },
});

@InterfaceType({ description: 'Why a mutation was refused. Nothing was changed.' })
export abstract class UserError {
  @Field({ description: 'The message, for people.' })
  message!: string;

  @Field(() => ErrorCode, { description: 'The kind of refusal, for programs.' })
  code!: ErrorCode;

  @Field(() => [String], {
    nullable: true,
    description: 'The path to the invalid input; null if no single input is to blame.',
  })
  field!: string[] | null;
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'A value has an invalid form: length, range, kind of id.',
})
export class InvalidInputError extends UserError {}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'The record does not exist, or you may not see it.',
})
export class NotFoundError extends UserError {}

@ObjectType({ simpleResolvers: true, implements: UserError, description: 'You may not do this to this record.' })
export class ForbiddenError extends UserError {}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'The change was based on a stale version.',
})
export class ConflictError extends UserError {
  @Field(() => Int, { description: 'The current version: read it again and base the change on it.' })
  currentVersion!: number;
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: "The record's status does not allow the step.",
})
export class IllegalTransitionError extends UserError {
  @Field({ description: 'The current status of the record.' })
  from!: string;

  @Field({ description: 'The requested step.' })
  action!: string;

  @Field(() => [String], { description: 'The steps that this status allows.' })
  allowed!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'One criterion of a gate: the rule, the values, and the records that were counted.',
})
export class GateCriterion implements Criterion {
  @Field({ description: 'The stable code of the criterion within its gate.' })
  code!: string;

  @Field({ description: 'The rule in words.' })
  description!: string;

  @Field({ description: 'The threshold.' })
  required!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The measured value; null if it is not known, which never meets the criterion.',
  })
  observed!: string | null;

  @Field({ description: 'Whether the measured value meets the rule.' })
  met!: boolean;

  @Field(() => String, { nullable: true, description: 'What is missing; null if the rule is met.' })
  gap!: string | null;

  @Field({ description: 'Whether an ecosystem manager waived the criterion for this record.' })
  waived!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was waived; null if it was not.' })
  waiverReason!: string | null;

  @Field(() => [ID], { description: 'The records that were counted.' })
  evidence!: string[];
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'A gate is not met; the criteria say what is missing.',
})
export class GateNotMetError extends UserError {
  @Field(() => [GateCriterion], { description: 'The criteria that are neither met nor waived.' })
  criteria!: GateCriterion[];
}

@ObjectType({ simpleResolvers: true, implements: UserError, description: 'A business rule forbids it.' })
export class RuleViolationError extends UserError {
  @Field({ description: 'The stable code of the rule.' })
  rule!: string;

  @Field(() => [String], { description: 'What is missing or what blocks it.' })
  details!: string[];
}

/** Every implementation, listed for the schema because no field has one as its type. */
export const userErrorTypes = [
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  ConflictError,
  IllegalTransitionError,
  GateNotMetError,
  RuleViolationError,
];

/** The user errors of a domain error; several if several inputs are wrong. */
export function userErrorsOf(error: DomainError): UserError[] {
  const common = {
    message: error.message,
    code: error.code as ErrorCode,
    field: error.field.length > 0 ? error.field : null,
  };
  const one = <T extends UserError>(type: new () => T, further: object = {}): T =>
    Object.assign(new type(), common, further);

  if (error instanceof InvalidInput) return [one(InvalidInputError), ...error.others.flatMap(userErrorsOf)];
  if (error instanceof NotFound) return [one(NotFoundError)];
  if (error instanceof Forbidden) return [one(ForbiddenError)];
  if (error instanceof Conflict) return [one(ConflictError, { currentVersion: error.currentVersion })];
  if (error instanceof IllegalTransition) {
    return [one(IllegalTransitionError, { from: error.from, action: error.action, allowed: error.allowed })];
  }
  if (error instanceof GateNotMet) {
    return [one(GateNotMetError, { criteria: error.criteria.map((each) => Object.assign(new GateCriterion(), each)) })];
  }
  if (error instanceof RuleViolation) return [one(RuleViolationError, { rule: error.rule, details: error.details })];
  throw error;
}
