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
  description: 'What kind of refusal it is.',
  valuesConfig: {
    INVALID_INPUT: { description: 'A value breaks a rule of form.' },
    NOT_FOUND: { description: 'No such record, or none that you may see.' },
    FORBIDDEN: { description: 'You may not do this.' },
    CONFLICT: { description: 'The record changed in the meantime.' },
    ILLEGAL_TRANSITION: { description: "The record's state does not allow the step." },
    GATE_NOT_MET: { description: "A gate's criteria are not met." },
    RULE_VIOLATION: { description: 'A rule of the business forbids it.' },
  },
});

@InterfaceType({ description: 'Why a mutation was refused. Nothing was changed.' })
export abstract class UserError {
  @Field({ description: 'For a person to read.' })
  message!: string;

  @Field(() => ErrorCode, { description: 'For a program to read.' })
  code!: ErrorCode;

  @Field(() => [String], { nullable: true, description: 'The path to the input at fault; null where none is.' })
  field!: string[] | null;
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'A value breaks a rule of form: length, range, kind of id.',
})
export class InvalidInputError extends UserError {}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'There is no such record, or none that you may see.',
})
export class NotFoundError extends UserError {}

@ObjectType({ simpleResolvers: true, implements: UserError, description: 'You may not do this to this record.' })
export class ForbiddenError extends UserError {}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: 'The change was based on a version that is no longer the current one.',
})
export class ConflictError extends UserError {
  @Field(() => Int, { description: 'The version to read and base the change on.' })
  currentVersion!: number;
}

@ObjectType({
  simpleResolvers: true,
  implements: UserError,
  description: "The record's state does not allow the step.",
})
export class IllegalTransitionError extends UserError {
  @Field({ description: 'The state that the record is in.' })
  from!: string;

  @Field({ description: 'The step that was asked for.' })
  action!: string;

  @Field(() => [String], { description: 'The steps that this state allows.' })
  allowed!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'One criterion of a gate: the rule, the values, the records counted.',
})
export class GateCriterion implements Criterion {
  @Field({ description: 'Stable name of the criterion within its gate.' })
  code!: string;

  @Field({ description: 'The rule in words.' })
  description!: string;

  @Field({ description: 'The threshold.' })
  required!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The measured value; null where it is not known, which never meets.',
  })
  observed!: string | null;

  @Field({ description: 'Does the measured value meet the rule?' })
  met!: boolean;

  @Field(() => String, { nullable: true, description: 'What is missing; null where the rule is met.' })
  gap!: string | null;

  @Field({ description: 'Was the criterion waived for this record by an ecosystem manager?' })
  waived!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was waived; null where it was not.' })
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

@ObjectType({ simpleResolvers: true, implements: UserError, description: 'A rule of the business forbids it.' })
export class RuleViolationError extends UserError {
  @Field({ description: 'Stable name of the rule.' })
  rule!: string;

  @Field(() => [String], { description: 'What is missing or in the way.' })
  details!: string[];
}

/** Every implementation, for the schema: none is the type of a field. */
export const userErrorTypes = [
  InvalidInputError,
  NotFoundError,
  ForbiddenError,
  ConflictError,
  IllegalTransitionError,
  GateNotMetError,
  RuleViolationError,
];

/** What a domain error tells the user; several, where several inputs are wrong at once. */
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
