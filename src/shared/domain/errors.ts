/**
 * What domain code throws. Each becomes one user error of a mutation's payload, after the roll-back;
 * in a query it becomes a top-level error with the same code.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;

  constructor(
    message: string,
    /** The path to the offending input, outermost name first; empty where no single input is to blame. */
    readonly field: string[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The input breaks a rule of form: too long, out of range, not a date, an id of the wrong kind. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';

  constructor(
    message: string,
    field: string[] = [],
    /** Further findings, when several inputs are wrong at once. */
    readonly others: InvalidInputError[] = [],
  ) {
    super(message, field);
  }
}

/** There is no such record, or the viewer may not know of it: the two answer alike. */
export class NotFoundError extends DomainError {
  readonly code = 'NOT_FOUND';

  constructor(id: string, field: string[] = ['id']) {
    super(`There is no record ${id}.`, field);
  }
}

/** The viewer sees the record but may not do this to it. */
export class ForbiddenError extends DomainError {
  readonly code = 'FORBIDDEN';
}

/** The change was based on a version that is no longer the current one. */
export class ConflictError extends DomainError {
  readonly code = 'CONFLICT';

  constructor(
    readonly id: string,
    readonly currentVersion: number,
  ) {
    super(`${id} was changed in the meantime; its current version is ${currentVersion}.`, ['version']);
  }
}

/** The record's state does not allow the step. */
export class IllegalTransitionError extends DomainError {
  readonly code = 'ILLEGAL_TRANSITION';

  constructor(
    readonly action: string,
    readonly from: string,
    /** The steps that this state does allow. */
    readonly allowed: string[],
  ) {
    super(`Cannot ${action} in state ${from}; possible here: ${allowed.join(', ') || 'nothing'}.`);
  }
}

/** One criterion of a gate, with the rule, the values and the records that were counted. */
export interface GateCriterion {
  code: string;
  description: string;
  required: string;
  /** Null where the value is not known; an unknown value never meets a criterion. */
  observed: string | null;
  met: boolean;
  /** What is missing, in words; null where the criterion is met. */
  gap: string | null;
  waived: boolean;
  waiverReason: string | null;
  /** Ids of the records that were counted. */
  evidence: string[];
}

/** A gate's criteria are not all met or waived. */
export class GateNotMetError extends DomainError {
  readonly code = 'GATE_NOT_MET';

  constructor(
    gate: string,
    /** The criteria that are neither met nor waived. */
    readonly criteria: GateCriterion[],
  ) {
    super(
      `The gate ${gate} is not met: ${criteria.map((criterion) => criterion.gap ?? criterion.description).join('; ')}.`,
    );
  }
}

/** A rule of the business forbids it; `rule` is stable, `details` say what is missing or in the way. */
export class RuleViolationError extends DomainError {
  readonly code = 'RULE_VIOLATION';

  constructor(
    readonly rule: string,
    message: string,
    readonly details: string[] = [],
    field: string[] = [],
  ) {
    super(message, field);
  }
}
