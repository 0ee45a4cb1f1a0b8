import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../../shared/domain/errors';
import { type TimeImportAction, timeImportLifecycle, TimeImportStatus } from './import.lifecycle';

describe('the lifecycle of an import', () => {
  const ends: Record<TimeImportAction, TimeImportStatus> = {
    finish: TimeImportStatus.DONE,
    refuse: TimeImportStatus.REFUSED,
    fail: TimeImportStatus.FAILED,
  };
  const actions = Object.keys(ends) as TimeImportAction[];

  it.each(Object.values(TimeImportStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      if (state === TimeImportStatus.RUNNING) expect(timeImportLifecycle.next(state, action)).toBe(ends[action]);
      else expect(() => timeImportLifecycle.next(state, action)).toThrow(IllegalTransitionError);
    },
  );

  it('knows no other action', () => {
    expect(timeImportLifecycle.actions.sort()).toEqual([...actions].sort());
  });
});
