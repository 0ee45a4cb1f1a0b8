import { decimal, type Decimal } from '../../../shared/domain/decimal';

/** The severities of sanctions, from the least to the most severe. */
export const severities: readonly string[] = ['MINOR', 'MAJOR', 'SEVERE'];

export function isAtLeast(severity: string, least: string): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least);
}

/** The severity just below, whose repetition a step can count; null below the least severe. */
export function severityBelow(severity: string): string | null {
  return severities[severities.indexOf(severity) - 1] ?? null;
}

/** A step of the ladder with what it counts against a partner: penalty points, or sanctions of the severity below. */
export interface CountedStep {
  step: { penaltyPoints?: Decimal | string | null; sanctions?: number | null; severity: string };
  total: Decimal;
}

function isReached({ step, total }: CountedStep): boolean {
  return total.gte(decimal(step.penaltyPoints ?? step.sanctions!));
}

/** The most severe step that is reached; null if no step is. */
export function stepReached<Each extends CountedStep>(counted: readonly Each[]): Each | null {
  const reached = counted.filter(isReached);
  const bySeverity = severities.map((severity) => reached.find(({ step }) => step.severity === severity));
  return bySeverity.findLast((each) => each !== undefined) ?? null;
}
