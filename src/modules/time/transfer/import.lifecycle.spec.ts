import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import { timeImportActions } from './import.actions';
import { type TimeImportAction, timeImportLifecycle, TimeImportStatus } from './import.lifecycle';

type Step = TimeImportAction['step'];

describe('the lifecycle of an import', () => {
  const ends: Record<Step, TimeImportStatus> = {
    finish: TimeImportStatus.DONE,
    refuse: TimeImportStatus.REFUSED,
    fail: TimeImportStatus.FAILED,
  };
  const actions = Object.keys(ends) as Step[];

  it.each(Object.values(TimeImportStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      if (state === TimeImportStatus.RUNNING)
        expect(timeImportLifecycle.next(state, timeImportActions[action])).toBe(ends[action]);
      else expect(() => timeImportLifecycle.next(state, timeImportActions[action])).toThrow(IllegalTransitionError);
    },
  );

  it('has no other actions', () => {
    expect(timeImportLifecycle.actions.map(({ step }) => step).sort()).toEqual([...actions].sort());
  });
});
