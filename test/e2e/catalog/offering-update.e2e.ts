import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenClosedOffering, unique } from '../../support/given';
import { givenOpenOffering, givenPlaybook } from '../../support/playbooks';

describe('offeringUpdate', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const content = (changes: object = {}) => ({
    name: unique('Offering again'),
    description: 'Anew.',
    deliverables: [{ name: 'Live system', acceptanceStandard: 'It runs.' }],
    phases: ['Design', 'Build', 'Run'],
    roles: ['Architect', 'Consultant'],
    baselineHours: [{ phase: 'Build', role: 'Consultant', hours: 8 }],
    ...changes,
  });
  const args = (id: string, version: number, changes: object = {}) => ({ id, version, input: content(changes) });
  const selection =
    'offering { id version name description standardisation phases roles baselineHours { phase hours } productId openToPartners }';

  it('replaces the content, emits a fact and keeps history; the standardisation stays', async () => {
    const { id } = await givenClosedOffering(app, { standardisation: 'TOOLED' });
    const changes = { name: 'Rollout, short', phases: ['Build', 'Test'], roles: ['Consultant'] };
    const offering = await manager.done('offeringUpdate', args(id, 1, changes), selection);
    expect(offering).toMatchObject({
      version: 2,
      name: 'Rollout, short',
      standardisation: 'TOOLED',
      phases: ['Build', 'Test'],
      baselineHours: [{ phase: 'Build', hours: 8 }],
      openToPartners: false,
    });
    expect(await app.factsAbout(id)).toEqual(['OfferingCreated', 'OfferingUpdated']);
    expect(await app.historyOf(id)).toEqual(['offeringCreate', 'offeringUpdate']);
    // Its own name in another case does not count as taken.
    await manager.done('offeringUpdate', args(id, 2, { ...changes, name: 'ROLLOUT, short' }), selection);
  });

  it.each<[string, object, object]>([
    ['hours for a removed phase', { phases: ['Design'] }, { code: 'INVALID_INPUT', field: ['input', 'baselineHours'] }],
    ['hours for a removed role', { roles: ['Cook'] }, { code: 'INVALID_INPUT', field: ['input', 'baselineHours'] }],
    ['no phase', { phases: [] }, { code: 'INVALID_INPUT', field: ['input', 'phases'] }],
    [
      'a standard of 3,000 characters',
      { deliverables: [{ name: 'a', acceptanceStandard: 'x'.repeat(3_000) }] },
      { code: 'INVALID_INPUT', field: ['input', 'deliverables', '0', 'acceptanceStandard'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    const { id } = await givenClosedOffering(app);
    const refusal = () => manager.refused('offeringUpdate', args(id, 1, changes), selection);
    expect(await app.expectNothingChanged(refusal)).toMatchObject(error);
  });

  it("refuses another offering's name, a stale version, and an unknown id", async () => {
    const [one, other] = [await givenClosedOffering(app), await givenClosedOffering(app)];
    await app.expectNothingChanged(async () => {
      const refused = (id: string, version: number, changes = {}) =>
        manager.refused('offeringUpdate', args(id, version, changes), selection);
      expect(await refused(one.id, 1, { name: other.name.toUpperCase() })).toMatchObject({
        rule: 'name-taken',
        field: ['input', 'name'],
      });
      expect(await refused(one.id, 7)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
      expect(await refused('offering_01jd5s9c0ye5rt3t7m6x0j5d1q', 1)).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('keeps the phases and roles that the published playbook uses', async () => {
    const { offeringId, offeringVersion } = await givenPlaybook(app);
    const refused = (changes: object) =>
      manager.refused('offeringUpdate', args(offeringId, offeringVersion, changes), selection);
    await app.expectNothingChanged(async () => {
      expect(await refused({ phases: ['Build', 'Run'] })).toMatchObject({
        rule: 'published-playbook-uses-phases',
        details: ['Design'],
        field: ['input', 'phases'],
      });
      expect(await refused({ roles: ['Consultant'] })).toMatchObject({
        rule: 'published-playbook-uses-roles',
        details: ['Architect'],
        field: ['input', 'roles'],
      });
    });
    // Only the offering has the phase Run.
    await manager.done('offeringUpdate', args(offeringId, offeringVersion, { phases: ['Design', 'Build'] }), selection);
  });

  it('cannot break the gate of an offering that is open to partners', async () => {
    const { id, version } = await givenOpenOffering(app);
    const blank = { deliverables: [{ name: 'Live system', acceptanceStandard: '' }] };
    const refused = () => manager.refused('offeringUpdate', args(id, version, blank), selection);
    expect(await app.expectNothingChanged(refused)).toMatchObject({
      code: 'GATE_NOT_MET',
      criteria: [{ code: 'acceptanceStandards', required: '1', observed: '0', met: false }],
    });
    // Its hours come from the playbook, so it needs none of its own.
    const updated = await manager.done('offeringUpdate', args(id, version, { baselineHours: [] }), selection);
    expect(updated.openToPartners).toBe(true);
    // A closed offering may be incomplete.
    const { id: closed } = await givenClosedOffering(app);
    await manager.done('offeringUpdate', args(closed, 1, blank), selection);
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not for %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      const { id } = await givenClosedOffering(app);
      const refused = () => client.refused('offeringUpdate', args(id, 1), selection);
      expect(await app.expectNothingChanged(refused)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
