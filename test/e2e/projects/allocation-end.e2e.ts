import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, recordTime, submitTime, takeTimeStep, type Team } from '../../support/costs';
import { backdateActivation, givenAllocation, takeStep } from '../../support/delivery';

describe('allocationEnd', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    ({ manager } = team.project);
    // The project is active from today on.
    await backdateActivation(app);
  });
  afterAll(() => app.stop());

  const selection = 'allocation { id version startsOn endsOn availableActions { name blockedBy { code } } }';
  const args = (id: string, endsOn: string, version = 1) => ({ id, version, endsOn });
  const refused = (id: string, endsOn: string, version = 1, client = manager) =>
    app.expectNothingChanged(() => client.refused('allocationEnd', args(id, endsOn, version), selection));
  const fresh = async () => (await givenAllocation(team.project, team.consultant.client.userId!)).id;

  it('brings the last day forward, down to the first one, records the fact and keeps the history', async () => {
    const id = await fresh();
    const ended = await manager.done('allocationEnd', args(id, '2026-02-28'), selection);
    expect(ended).toMatchObject({ version: 2, startsOn: '2026-02-01', endsOn: '2026-02-28' });
    const single = await manager.done('allocationEnd', args(id, '2026-02-01', 2), selection);
    expect(single).toMatchObject({
      endsOn: '2026-02-01',
      availableActions: [
        { name: 'allocationExtend', blockedBy: [] },
        { name: 'allocationEnd', blockedBy: [{ code: 'single-day' }] },
      ],
    });
    expect(await refused(id, '2026-01-31', 3)).toMatchObject({ rule: 'single-day' });
    expect(await app.factsAbout(id)).toEqual(['AllocationCreated', 'AllocationEnded', 'AllocationEnded']);
    expect(await app.historyOf(id)).toEqual(['allocationCreate', 'allocationEnd', 'allocationEnd']);
  });

  it('ignores time that was reversed', async () => {
    const worker = { ...team.consultant, allocationId: await fresh() };
    const approved = await takeTimeStep(manager, 'Approve', await submitTime(worker, { workedOn: '2026-02-24' }));
    expect(await refused(worker.allocationId, '2026-02-22')).toMatchObject({ details: ['2026-02-24'] });
    await manager.done(
      'timeEntryReverse',
      { id: approved.id, version: approved.version, reason: 'It was another day.' },
      'timeEntry { id }',
    );
    await manager.done('allocationEnd', args(worker.allocationId, '2026-02-22'), selection);
  });

  it('conflicts with time recorded concurrently', async () => {
    for (let round = 0; round < 10; round += 1) {
      const worker = { ...team.consultant, allocationId: await fresh() };
      const entries = Array.from({ length: 3 }, () =>
        recordTime(worker, { workedOn: '2026-02-25', minutes: 1 }).catch(() => null),
      );
      await Promise.all([
        ...entries,
        manager.mutate('allocationEnd', args(worker.allocationId, '2026-02-20'), selection),
      ]);
      const [row] = await app.installation.database.query({
        text: 'SELECT a.endsOn AS endsOn, MAX(e.workedOn) AS worked FROM allocation a LEFT JOIN time_entry e ON e.allocationId = a.id WHERE a.id = ? GROUP BY a.endsOn',
        params: [worker.allocationId],
      });
      if (row!.worked !== null) expect(row!.endsOn).toBe('2026-06-30');
    }
  });

  it('is refused, with the days, while time that is not rejected is recorded after the new end', async () => {
    const worker = { ...team.consultant, allocationId: await fresh() };
    await recordTime(worker, { workedOn: '2026-02-10' });
    const rejected = await submitTime(worker, { workedOn: '2026-02-27' });
    await takeTimeStep(manager, 'Reject', rejected);
    await recordTime(worker, { workedOn: '2026-02-20' });
    await submitTime(worker, { workedOn: '2026-02-20' });
    await recordTime(worker, { workedOn: '2026-02-13' });
    expect(await refused(worker.allocationId, '2026-02-12')).toMatchObject({
      rule: 'time-recorded',
      details: ['2026-02-13', '2026-02-20'],
      field: ['endsOn'],
    });
    // Ending on the last of these days is allowed, because later time was rejected.
    const ended = await manager.done('allocationEnd', args(worker.allocationId, '2026-02-20'), selection);
    expect(ended.endsOn).toBe('2026-02-20');
  });

  it('prevents time after the end', async () => {
    const worker = { ...team.consultant, allocationId: await fresh() };
    await manager.done('allocationEnd', args(worker.allocationId, '2026-02-12'), selection);
    await expect(recordTime(worker, { workedOn: '2026-02-13' })).rejects.toThrow('outside-the-allocation');
  });

  it.each([
    ['the present last day', '2026-06-30'],
    ['a later one', '2026-07-01'],
    ['one before the first', '2026-01-31'],
  ])('refuses %s', async (_what, endsOn) => {
    expect(await refused(await fresh(), endsOn)).toMatchObject({ code: 'INVALID_INPUT', field: ['endsOn'] });
  });

  it('refuses a stale version, an unknown id, and anything once the project has ended', async () => {
    const id = await fresh();
    expect(await refused(id, '2026-05-31', 2)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await refused('allocation_01jd5s9c0ye5rt3t7m6x0j5d1q', '2026-05-31')).toMatchObject({ code: 'NOT_FOUND' });
    const other = await givenTeam(app);
    await takeStep(other.project, 'Cancel');
    expect(await refused(other.member.allocationId, '2026-05-31', 1, other.project.manager)).toMatchObject({
      rule: 'project-ended',
    });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      const refusal = await refused(team.member.allocationId, '2026-05-31', 1, client);
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
      const ofOthers = await refused(team.consultant.allocationId, '2026-05-31', 1, client);
      expect(ofOthers).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );
});
