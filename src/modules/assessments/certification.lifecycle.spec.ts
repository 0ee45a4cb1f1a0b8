import { IllegalTransitionError } from '../../shared/domain/errors';
import {
  type CertificationAction,
  certificationLifecycle as lifecycle,
  certificationStatusOn,
  CertificationStatus,
} from './certification.lifecycle';

const { ACTIVE, EXPIRED, REVOKED } = CertificationStatus;
const actions: CertificationAction[] = ['revoke', 'expire', 'renewOpen'];
const legal: Record<CertificationStatus, Partial<Record<CertificationAction, CertificationStatus>>> = {
  [ACTIVE]: { revoke: REVOKED, expire: EXPIRED, renewOpen: ACTIVE },
  [EXPIRED]: { renewOpen: EXPIRED },
  [REVOKED]: {},
};

describe('the lifecycle of a certification', () => {
  it('has no action that is not tested here', () => {
    expect([...lifecycle.actions].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, action)).toBe(to);
      else expect(() => lifecycle.next(state, action)).toThrow(IllegalTransitionError);
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
