import { describe, expect, it } from '@jest/globals';
import { allocationSteps } from './allocation.steps';
import { isOpen, ProjectStatus } from '../projects/project.lifecycle';

describe('the steps of an allocation', () => {
  const days = { startsOn: '2026-02-01', endsOn: '2026-02-28' };
  const codes = (conditions: Parameters<typeof allocationSteps>[0]) =>
    allocationSteps(conditions).map(({ action, blockedBy }) => [action.step, ...blockedBy.map(({ code }) => code)]);

  it.each(Object.values(ProjectStatus))('are available while the project is open: %s', (project) => {
    const blocked = isOpen(project) ? [] : ['project-ended'];
    expect(codes({ project, ...days })).toEqual([
      ['extend', ...blocked],
      ['end', ...blocked],
    ]);
  });

  it('can extend a single day, but not shorten it', () => {
    expect(codes({ project: ProjectStatus.ACTIVE, startsOn: '2026-02-01', endsOn: '2026-02-01' })).toEqual([
      ['extend'],
      ['end', 'single-day'],
    ]);
  });
});
