import fc from 'fast-check';
import { addDays, addMonths } from '../../../shared/domain/dates';
import { CertificationStatus } from '../certifications/certification.lifecycle';
import { type BadgeData, claimsOf, credential } from './badge.credential';

const base = 'https://trellis.example';
const data: BadgeData = {
  certificationId: 'certification_1',
  holder: 'Ada',
  issuer: 'Loomworks',
  achievementKey: 'offering_1-abc',
  achievement: { name: 'Rollout', description: 'Rolls out.', criteria: 'Passed: Exam.' },
  issuedOn: '2026-03-02',
  expiresOn: null,
  toldAt: new Date('2026-03-02T09:00:00.500Z'),
  revokedAt: null,
  revokedOn: null,
  status: CertificationStatus.ACTIVE,
};

it('is never valid from a time after its end, regardless of when its content changed', () => {
  const moment = fc.date({ min: new Date('2026-03-02T00:00:00Z'), max: new Date('2036-03-02T00:00:00Z') });
  fc.assert(
    fc.property(moment, fc.option(moment), fc.option(fc.nat(120)), (toldAt, revokedAt, months) => {
      const expiresOn = months === null ? null : addMonths(data.issuedOn, months);
      const badge = credential(base, 'Trellis', { ...data, toldAt, revokedAt, expiresOn });
      const { nbf, exp } = claimsOf(badge);
      if (exp !== undefined) expect(nbf).toBeLessThanOrEqual(exp);
      if (badge.validUntil) expect(badge.validFrom <= badge.validUntil).toBe(true);
    }),
  );
});

it('gives the time at which its content last changed, to the second', () => {
  expect(credential(base, 'Trellis', data)).toMatchObject({ validFrom: '2026-03-02T09:00:00Z' });
  const expiresOn = addDays('2026-03-02', -1);
  expect(credential(base, 'Trellis', { ...data, expiresOn })).toMatchObject({ validFrom: '2026-03-01T23:59:59Z' });
});

it('names the issuer at the time of the award, and today’s issuer only if that is unknown', () => {
  expect(credential(base, 'Trellis', data).issuer.name).toBe('Loomworks');
  expect(credential(base, 'Trellis', { ...data, issuer: null }).issuer.name).toBe('Trellis');
});
