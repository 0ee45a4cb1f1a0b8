import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import {
  correctiveActionLifecycle as lifecycle,
  CorrectiveActionStatus,
  type CorrectiveActionStep,
} from './corrective-action.lifecycle';
import { correctiveActionActions } from './sanction.actions';

const { OPEN, DONE, CONFIRMED, DROPPED } = CorrectiveActionStatus;
const { update, complete, confirm, sendBack, drop } = correctiveActionActions;

describe('correctiveActionLifecycle', () => {
  const legal: [CorrectiveActionStatus, CorrectiveActionStep, CorrectiveActionStatus][] = [
    [OPEN, update, OPEN],
    [OPEN, complete, DONE],
    [OPEN, drop, DROPPED],
    [DONE, confirm, CONFIRMED],
    [DONE, sendBack, OPEN],
    [DONE, drop, DROPPED],
  ];
  const steps = [update, complete, confirm, sendBack, drop];
  const all = Object.values(CorrectiveActionStatus).flatMap((from) => steps.map((step) => [from, step] as const));

  it.each(all)('%s, %s', (from, step) => {
    const to = legal.find((each) => each[0] === from && each[1] === step)?.[2];
    if (to) expect(lifecycle.next(from, step, { sanctionOpen: true })).toBe(to);
    else expect(() => lifecycle.next(from, step, { sanctionOpen: true })).toThrow(IllegalTransitionError);
  });

  it.each(legal)('%s, %s is blocked once the sanction has ended', (from, step) => {
    expect(() => lifecycle.next(from, step, { sanctionOpen: false })).toThrow(RuleViolationError);
  });
});
