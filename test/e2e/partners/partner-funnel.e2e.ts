import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  givenAdmittedPartner,
  givenApplicant,
  givenOffering,
  givenOnboardingPartner,
  givenOpenedQualification,
  givenProgramme,
} from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('partnerFunnel', () => {
  let app: TestApp;
  let analyst: Client;
  let partnerId: string;

  const query = `query ($from: Date!, $to: Date!) { partnerFunnel(from: $from, to: $to) {
    from to stages { stage count conversionPercent medianDays partners(first: 5) { totalCount nodes { id } } }
  } }`;
  const funnel = async (client = analyst, range: object = { from: '2026-03-01', to: '2026-12-31' }): Promise<any> =>
    (await client.query(query, range)).partnerFunnel;

  beforeAll(async () => {
    app = await TestApp.start();
    await givenProgramme(app);
    partnerId = (await givenAdmittedPartner(app)).id;
    await givenOnboardingPartner(app);
    await givenApplicant(app);
    const offeringId = (await givenOffering(app)).id;
    app.clock.advanceDays(4);
    const { id } = await givenOpenedQualification(app, partnerId, offeringId);
    for (let version = 1; version <= 2; version += 1) {
      app.clock.advanceDays(10);
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      await manager.done('qualificationAdvance', { id, version }, 'qualification { id }');
    }
    app.clock.advanceDays(300);
    await givenApplicant(app);
    analyst = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  it('counts the partners that applied in the period, stage by stage, and lists them', async () => {
    const { stages } = await funnel();
    const rows = stages.map(({ stage, count, conversionPercent, medianDays, partners }: any) => [
      stage,
      count,
      conversionPercent,
      medianDays,
      partners.totalCount,
    ]);
    expect(rows).toEqual([
      ['APPLICATION', 3, null, null, 3],
      ['ONBOARDING', 2, '66.67', '0', 2],
      ['ADMISSION', 1, '50', '0', 1],
      ['TRAINING', 1, '100', '4', 1],
      ['ASSESSMENT', 1, '100', '10', 1],
      ['ASSISTED', 1, '100', '10', 1],
      ['INDEPENDENT', 0, '0', null, 0],
    ]);
    expect(stages[5].partners.nodes).toEqual([{ id: partnerId }]);
  });

  it('includes both ends, and has no share of zero', async () => {
    const count = async (from: string, to: string) => (await funnel(analyst, { from, to })).stages[0].count;
    expect(await count('2026-03-02', '2026-03-02')).toBe(3);
    expect(await count('2026-03-03', '2026-03-31')).toBe(0);
    expect(await count('2026-03-01', '2027-12-31')).toBe(4);
    const empty = await funnel(analyst, { from: '2020-01-01', to: '2020-01-01' });
    expect(empty.stages.at(-1)).toMatchObject({ count: 0, conversionPercent: null, medianDays: null });
  });

  it('covers only their own firm for partner users', async () => {
    const other = await app.asPartner((await givenApplicant(app)).id);
    const counts = async (client: Client) => (await funnel(client)).stages.map(({ count }: any) => count);
    expect(await counts(await app.asPartner(partnerId))).toEqual([1, 1, 1, 1, 1, 1, 0]);
    expect(await counts(other)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ['ends before it begins', { from: '2026-03-02', to: '2026-03-01' }, 'The last day is before the first.'],
    ['has more than ten years', { from: '2016-03-01', to: '2026-03-01' }, 'At most 120 months.'],
  ])('refuses a period that %s', async (_case, range, message) => {
    const answer = await analyst.send(query, range);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    await funnel(analyst, { ...range, from: '2016-03-02', to: '2026-03-01' });
  });
});
