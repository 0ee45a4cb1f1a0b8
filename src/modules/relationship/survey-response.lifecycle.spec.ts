import { IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import { surveyResponseActions } from './survey-response.actions';
import { surveyResponseLifecycle as lifecycle, SurveyResponseStatus } from './survey-response.lifecycle';

const { RECORDED, WITHDRAWN } = SurveyResponseStatus;
const { update, withdraw } = surveyResponseActions;
const uncounted = { counted: false };

describe('surveyResponseLifecycle', () => {
  it.each([
    [RECORDED, update, RECORDED],
    [RECORDED, withdraw, WITHDRAWN],
    [WITHDRAWN, update, null],
    [WITHDRAWN, withdraw, null],
  ])('%s, %s: %s', (from, action, to) => {
    if (to) expect(lifecycle.next(from, action, uncounted)).toBe(to);
    else expect(() => lifecycle.next(from, action, uncounted)).toThrow(IllegalTransitionError);
  });

  it('refuses to update a counted response, but not to withdraw it', () => {
    expect(() => lifecycle.next(RECORDED, update, { counted: true })).toThrow(RuleViolationError);
    expect(lifecycle.next(RECORDED, withdraw, { counted: true })).toBe(WITHDRAWN);
  });
});
