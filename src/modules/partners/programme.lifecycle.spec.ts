import { IllegalTransitionError } from '../../shared/domain/errors';
import { programmeLifecycle, ProgrammeStatus } from './programme.lifecycle';

describe('programmeLifecycle', () => {
  it('publishes a draft, once', () => {
    expect(programmeLifecycle.actions).toEqual(['publish']);
    expect(programmeLifecycle.next(ProgrammeStatus.DRAFT, 'publish')).toBe(ProgrammeStatus.PUBLISHED);
    expect(() => programmeLifecycle.next(ProgrammeStatus.PUBLISHED, 'publish')).toThrow(IllegalTransitionError);
  });
});
