import { decimal } from '../../../shared/domain/decimal';
import { SanctionSeverity } from '../schemes/scheme.types';
import { isAtLeast, severities, severityBelow, stepReached } from './ladder.formula';

const { MINOR, MAJOR, SEVERE } = SanctionSeverity;
const points = (severity: SanctionSeverity, penaltyPoints: string, total: string) => ({
  step: { severity, penaltyPoints, sanctions: null, months: 12 },
  total: decimal(total),
});
const repetition = (severity: SanctionSeverity, sanctions: number, total: number) => ({
  step: { severity, penaltyPoints: null, sanctions, months: 12 },
  total: decimal(total),
});

describe('the sanction ladder', () => {
  it.each([
    ['nothing below the first step', [points(MINOR, '10', '9.99'), points(MAJOR, '20', '9.99')], null],
    ['a step at its points', [points(MINOR, '10', '10'), points(MAJOR, '20', '10')], MINOR],
    ['the most severe step that is reached', [points(MAJOR, '20', '25'), points(MINOR, '10', '25')], MAJOR],
    ['nothing without enough repetition', [repetition(MAJOR, 2, 1)], null],
    ['a step by repetition', [points(MINOR, '10', '10'), repetition(SEVERE, 2, 2)], SEVERE],
    ['nothing without steps', [], null],
  ])('proposes %s', (_, counted, severity) => expect(stepReached(counted)?.step.severity ?? null).toBe(severity));

  it('orders the severities of sanctions', () => {
    expect(severities).toEqual(Object.values(SanctionSeverity));
    expect([MINOR, MAJOR, SEVERE].map(severityBelow)).toEqual([null, MINOR, MAJOR]);
    expect(isAtLeast(MAJOR, MINOR) && isAtLeast(MAJOR, MAJOR) && !isAtLeast(MINOR, MAJOR)).toBe(true);
  });
});
