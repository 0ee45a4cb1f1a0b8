import { IllegalTransitionError } from '../../../shared/domain/errors';
import { certificationActions } from './certification.actions';
import {
  type CertificationAction,
  certificationLifecycle as lifecycle,
  certificationStatusOn,
  CertificationStatus,
} from './certification.lifecycle';

type Step = CertificationAction['step'];

const { ACTIVE, EXPIRED, REVOKED } = CertificationStatus;
const actions: Step[] = ['revoke', 'expire', 'renewOpen'];
const legal: Record<CertificationStatus, Partial<Record<Step, CertificationStatus>>> = {
  [ACTIVE]: { revoke: REVOKED, expire: EXPIRED, renewOpen: ACTIVE },
  [EXPIRED]: { renewOpen: EXPIRED },
  [REVOKED]: {},
};

describe('the lifecycle of a certification', () => {
  it('has no actions that are not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, certificationActions[action])).toBe(to);
      else expect(() => lifecycle.next(state, certificationActions[action])).toThrow(IllegalTransitionError);
    });
  }

  it.each([
    [ACTIVE, '2026-03-02', '2026-03-02', ACTIVE],
    [ACTIVE, '2026-03-02', '2026-03-03', EXPIRED],
    [ACTIVE, null, '2999-12-31', ACTIVE],
    [REVOKED, '2026-03-02', '2026-03-03', REVOKED],
    [EXPIRED, '2026-03-02', '2026-03-01', EXPIRED],
  ])('%s until %s is on %s %s', (status, expiresOn, day, seen) => {
    expect(certificationStatusOn({ status, expiresOn }, day)).toBe(seen);
  });
});
