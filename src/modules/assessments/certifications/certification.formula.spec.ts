import { earnedBy, lastsLonger, type Pass, reminderDue } from './certification.formula';

const at = (day: string) => new Date(`${day}T12:00:00.000Z`);
const pass = (attemptId: string, familyId: string, passedOn: string, validUntil: string | null): Pass => ({
  attemptId,
  familyId,
  closedAt: at(passedOn),
  validUntil,
});
const design = pass('a1', 'design', '2026-01-10', '2027-01-10');
const build = pass('a2', 'build', '2026-02-10', '2026-08-10');
const required = ['design', 'build'];

describe('the certification earned by passes', () => {
  it('does not exist until every required assessment is passed, nor if none is required', () => {
    expect(earnedBy([design], required, null, '2026-03-02')).toBeNull();
    expect(earnedBy([design, build], [], null, '2026-03-02')).toBeNull();
  });

  it('is valid until the first of the passes ends', () => {
    expect(earnedBy([design, build], required, null, '2026-03-02')).toEqual({
      expiresOn: '2026-08-10',
      evidence: ['a1', 'a2'],
    });
  });

  it('ignores passes without an end, and never expires if no pass does', () => {
    const forEver = { ...build, validUntil: null };
    expect(earnedBy([design, forEver], required, null, '2026-03-02')).toMatchObject({ expiresOn: '2027-01-10' });
    expect(earnedBy([forEver], ['build'], null, '2026-03-02')).toMatchObject({ expiresOn: null });
  });

  it('counts a pass on its last day and not after it', () => {
    expect(earnedBy([design, build], required, null, '2026-08-10')).not.toBeNull();
    expect(earnedBy([design, build], required, null, '2026-08-11')).toBeNull();
  });

  it('takes the pass that counts longest, and ignores assessments that are not required', () => {
    const again = pass('a3', 'build', '2026-03-01', '2026-09-01');
    const other = pass('a4', 'sales', '2026-03-01', '2026-04-01');
    expect(earnedBy([build, again, design, other], required, null, '2026-03-02')).toEqual({
      expiresOn: '2026-09-01',
      evidence: ['a1', 'a3'],
    });
  });

  it('ignores passes from before a revocation', () => {
    expect(earnedBy([design, build], required, at('2026-02-01'), '2026-03-02')).toBeNull();
    expect(earnedBy([design, build], required, at('2026-01-01'), '2026-03-02')).not.toBeNull();
  });
});

it.each([
  ['2026-02-01', '2026-01-01', true],
  ['2026-01-01', '2026-01-01', false],
  [null, '2026-01-01', true],
  ['2026-01-01', null, false],
  [null, null, false],
])('%s lasts longer than %s: %s', (one, other, answer) => {
  expect(lastsLonger(one, other)).toBe(answer);
});

it.each<[string | null, number | null, string, number | null]>([
  ['2026-12-31', null, '2026-10-01', null],
  ['2026-12-31', null, '2026-10-02', 90],
  ['2026-12-31', 90, '2026-10-03', null],
  ['2026-12-31', 90, '2026-12-01', 30],
  ['2026-12-31', null, '2026-12-20', 30],
  ['2026-12-31', 30, '2026-12-24', 7],
  ['2026-12-31', 7, '2026-12-31', null],
  ['2026-12-31', 30, '2026-12-31', 7],
  ['2026-12-31', null, '2027-01-01', null],
  [null, null, '2026-12-31', null],
])('with the last day %s, reminded at %s, on %s is due for the reminder of %s days', (until, reminded, on, days) => {
  expect(reminderDue(until, reminded, on)).toBe(days);
});
