import { decimal, type Decimal } from '../../../shared/domain/decimal';
import type { SanctionStep } from '../schemes/scheme.types';
import { SanctionSeverity } from '../schemes/scheme.types';
import { SanctionEffect } from './sanction.terms';

/** From the least to the most severe. */
export const severities = [SanctionSeverity.MINOR, SanctionSeverity.MAJOR, SanctionSeverity.SEVERE];

export function isAtLeast(severity: SanctionSeverity, least: SanctionSeverity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least);
}

/** The severity just below, whose repetition a step can count; null below the least severe. */
export function severityBelow(severity: SanctionSeverity): SanctionSeverity | null {
  return severities[severities.indexOf(severity) - 1] ?? null;
}

/** What the ladder proposes by default. The manager who takes the proposal over can change it. */
export const usualEffects: Record<SanctionSeverity, SanctionEffect> = {
  [SanctionSeverity.MINOR]: SanctionEffect.NOTICE,
  [SanctionSeverity.MAJOR]: SanctionEffect.NO_NEW_STAFFING,
  [SanctionSeverity.SEVERE]: SanctionEffect.SUSPEND,
};

/** A step of the ladder with what it counts against a partner: penalty points, or sanctions of the severity below. */
export interface CountedStep {
  step: Pick<SanctionStep, 'penaltyPoints' | 'sanctions' | 'severity' | 'months'>;
  total: Decimal;
}

export function isReached({ step, total }: CountedStep): boolean {
  return total.gte(decimal(step.penaltyPoints ?? step.sanctions!));
}

/** The most severe step that is reached; null if none is. */
export function stepReached<Each extends CountedStep>(counted: readonly Each[]): Each | null {
  const reached = counted.filter(isReached);
  return severities.map((severity) => reached.find(({ step }) => step.severity === severity)).findLast(Boolean) ?? null;
}
