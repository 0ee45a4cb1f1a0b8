/**
 * The base of errors that domain code throws. In a mutation, each becomes a user error of the payload after the
 * rollback; in a query, a top-level error with the same code.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;

  constructor(
    message: string,
    /** The path to the invalid input, outermost name first; empty if no single input is to blame. */
    readonly field: string[] = [],
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The input has an invalid form: too long, out of range, not a date, an id of the wrong kind. */
export class InvalidInputError extends DomainError {
  readonly code = 'INVALID_INPUT';

  constructor(
    message: string,
    field: string[] = [],
    /** Further findings, when several inputs are wrong. */
    readonly others: InvalidInputError[] = [],
  ) {
    super(message, field);
  }
}

/** The record does not exist, or the viewer may not know that it does: the answers are the same. */
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

/** The change was based on a stale version. */
export class ConflictError extends DomainError {
  readonly code = 'CONFLICT';

  constructor(
    readonly id: string,
    readonly currentVersion: number,
  ) {
    super(`${id} was changed in the meantime; its current version is ${currentVersion}.`, ['version']);
  }
}

/** The record's status does not allow the step. */
export class IllegalTransitionError extends DomainError {
  readonly code = 'ILLEGAL_TRANSITION';

  constructor(
    readonly action: string,
    readonly from: string,
    /** The steps that this status does allow. */
    readonly allowed: string[],
  ) {
    super(`Cannot ${action} in status ${from}; allowed here: ${allowed.join(', ') || 'nothing'}.`);
  }
}

/** One criterion of a gate, with the rule, the values and the records that were counted. */
export interface GateCriterion {
  code: string;
  description: string;
  required: string;
  /** Null if the value is not known; an unknown value never meets a criterion. */
  observed: string | null;
  met: boolean;
  /** What is missing, in words; null if the criterion is met. */
  gap: string | null;
  waived: boolean;
  waiverReason: string | null;
  /** Ids of the records that were counted. */
  evidence: string[];
}

/** At least one criterion of the gate is neither met nor waived. */
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

/** A business rule forbids it. `rule` is a stable code; `details` say what is missing or what blocks it. */
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
