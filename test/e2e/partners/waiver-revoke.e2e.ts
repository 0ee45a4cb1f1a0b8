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

const step = (id: string, version: number, more: object = {}) => ({ id, version, ...more });
const because = (reason = 'It was a mistake.') => ({ reason });
const gates = (minimum: number) => ({
  toAssessment: [],
  toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum }],
  toIndependent: [],
});

describe('waiverRevoke', () => {
  let app: TestApp;
  let manager: Client;
  let partnerId: string;
  let qualificationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    await givenProgramme(app, { gates: gates(1), graceDays: 30 });
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    // Signs in again: a test may have moved the clock.
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = (await givenAdmittedPartner(app)).id;
    qualificationId = (await givenOpenedQualification(app, partnerId, (await givenOffering(app)).id)).id;
    await advance();
  });

  const selection =
    'waiver { id version status revokedAt revocationReason revokedBy { id } availableActions { name } }';
  const read = async (client = manager): Promise<any> =>
    (
      await client.query(
        `query ($id: ID!) { qualification(id: $id) {
          version stage gate { criteria { code waived } } history { to criteria { code waived } } waivers { code status }
        } }`,
        { id: qualificationId },
      )
    ).qualification;

  async function advance(): Promise<void> {
    const { version } = await read();
    await manager.done('qualificationAdvance', step(qualificationId, version), 'qualification { id }');
  }
  async function waive(): Promise<any> {
    const args = step(qualificationId, (await read()).version, { code: 'certified', ...because() });
    return manager.done('gateCriterionWaive', args, selection);
  }

  it('closes the gate again, and allows the criterion to be waived again', async () => {
    const waiver = await waive();
    expect(waiver).toMatchObject({
      version: 1,
      status: 'ACTIVE',
      revokedAt: null,
      availableActions: [{ name: 'waiverRevoke' }],
    });
    const revoked = await manager.done('waiverRevoke', step(waiver.id, 1, because('The wrong firm.')), selection);
    expect(revoked).toMatchObject({
      status: 'REVOKED',
      revocationReason: 'The wrong firm.',
      revokedBy: { id: manager.userId },
      availableActions: [],
    });
    expect(await app.historyOf(waiver.id)).toEqual(['gateCriterionWaive', 'waiverRevoke']);
    expect((await app.factsAbout(qualificationId)).slice(-2)).toEqual(['GateCriterionWaived', 'GateWaiverRevoked']);
    const { gate, version } = await read();
    expect(gate.criteria).toEqual([{ code: 'certified', waived: false }]);
    const refused = await manager.refused(
      'qualificationAdvance',
      step(qualificationId, version),
      'qualification { id }',
    );
    expect(refused.code).toBe('GATE_NOT_MET');
    const again = await manager.refused('waiverRevoke', step(waiver.id, 2, because()), selection);
    expect(again).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'REVOKED' });

    await waive();
    await advance();
    expect((await read()).waivers.map(({ status }: any) => status)).toEqual(['REVOKED', 'ACTIVE']);
  });

  it('lapses a delivering qualification; the earlier step stays', async () => {
    const { id } = await waive();
    await advance();
    expect((await read()).stage).toBe('ASSISTED');
    await manager.done('waiverRevoke', step(id, 1, because()), selection);
    const { stage, history } = await read();
    expect(stage).toBe('LAPSED');
    expect(history.map(({ to, criteria }: any) => [to, criteria[0]?.waived])).toEqual([
      ['ASSESSMENT', undefined],
      ['ASSISTED', true],
      ['LAPSED', false],
    ]);
  });

  it('closes the gate of an admission again', async () => {
    const { id, version } = await givenOnboardingPartner(app);
    const args = step(id, version, { code: 'partnerAdministrator', ...because() });
    const waiver = await manager.done('gateCriterionWaive', args, 'waiver { id version }');
    await manager.done('waiverRevoke', step(waiver.id, waiver.version, because()), selection);
    const query = 'query ($id: ID!) { partner(id: $id) { gate { criteria { code waived } } waivers { status } } }';
    const { partner } = await manager.query(query, { id });
    expect(partner.gate.criteria).toContainEqual({ code: 'partnerAdministrator', waived: false });
    expect(partner.waivers).toEqual([{ status: 'REVOKED' }]);
    expect((await app.factsAbout(id)).at(-1)).toBe('GateWaiverRevoked');
  });

  it('refuses a stale version, a missing reason, and other roles', async () => {
    const { id } = await waive();
    const own = await app.asPartner(partnerId);
    const foreign = await app.asPartner((await givenApplicant(app)).id);
    const roles = Object.values(Role).filter((role) => !role.startsWith('PARTNER'));
    const staff = await Promise.all(
      roles.filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)).map((role) => app.as(role)),
    );
    await app.expectNothingChanged(async () => {
      const refused = (args: object, client = manager) => client.refused('waiverRevoke', args, selection);
      expect(await refused(step(id, 2, because()))).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
      expect(await refused(step(id, 1, because(' ')))).toMatchObject({ field: ['reason'] });
      for (const client of [own, ...staff]) {
        expect(await refused(step(id, 1, because()), client)).toMatchObject({ code: 'FORBIDDEN' });
      }
      const absent = 'waiver_01jd5s9c0ye5rt3t7m6x0j5d1q';
      const there = await refused(step(id, 1, because()), foreign);
      const gone = await refused(step(absent, 1, because()), foreign);
      expect({ ...there, message: there.message.replace(id, absent) }).toEqual(gone);
    });
  });

  it('leaves the rest to the daily job: a stricter programme lapses what falls short of it', async () => {
    await waive();
    await advance();
    const job = () => app.installation.jobs.run('qualificationsReassess');
    await job();
    expect((await read()).stage).toBe('ASSISTED');
    app.clock.advanceDays(1);
    const gate = [...gates(1).toAssisted, { code: 'trained', metric: 'membersCompletedPath', minimum: 1 }];
    await givenProgramme(app, { gates: { ...gates(1), toAssisted: gate } });
    expect(await job()).toMatchObject({ error: null });
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    expect((await read()).stage).toBe('LAPSED');
    expect(await job()).toMatchObject({ changed: 0, error: null });
  });
});
