import fc from 'fast-check';
import { checkCosts } from '../../../src/modules/time';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  approveTime,
  type GivenEntry,
  givenTeam,
  recordTime,
  submitTime,
  takeTimeStep,
  type Team,
} from '../../support/costs';
import { backdateActivation, givenAllocation } from '../../support/delivery';
import { daysOf } from '../../support/transfer';

describe('timeEntryReverse', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-03-20T09:00:00Z'));
    team = await givenTeam(app);
    ({ manager } = team.project);
    await backdateActivation(app);
  });
  afterAll(() => app.stop());

  const selection = `timeEntry {
    id version status minutes note phase workedOn billable cost { amount currencyCode } userId scopeItemId allocationId
    decidedBy { id } reverses { id } reversedBy { id } availableActions { name allowed blockedBy { code } }
  }`;
  const args = ({ id, version }: GivenEntry, reason = 'Wrong project.') => ({ id, version, reason });
  const reverse = (entry: GivenEntry, client = manager) => client.done('timeEntryReverse', args(entry), selection);
  const refused = (entry: GivenEntry, client = manager, reason?: string) =>
    app.expectNothingChanged(() => client.refused('timeEntryReverse', args(entry, reason), selection));

  /** All sums over approved time. */
  async function figures(): Promise<unknown> {
    const { project, costByPhase } = await manager.query(
      `query ($id: ID!) {
        project(id: $id) { earnedValue(on: "2026-03-20") { ac { amount } cpi eac { amount } } }
        costByPhase(filter: { projectId: [$id] }, source: ENTRIES) { nodes { phase partnerId minutes cost { amount } } }
      }`,
      { id: team.project.id },
    );
    const sums = costByPhase.nodes.filter(({ minutes }: { minutes: number }) => minutes !== 0);
    const [counted] = await daysOf(app);
    return { earnedValue: project.earnedValue, sums, counted };
  }

  it('cancels an approved entry by a reversing one, and updates every figure', async () => {
    const before = await figures();
    const entry = await approveTime(team.consultant, { minutes: 90, note: 'Workshop' });
    expect(await figures()).not.toEqual(before);
    const reversal = await reverse(entry);
    expect(reversal).toMatchObject({
      version: 1,
      status: 'APPROVED',
      minutes: -90,
      note: 'Wrong project.',
      phase: 'Build',
      workedOn: '2026-03-02',
      billable: true,
      cost: { amount: '-90.00', currencyCode: 'EUR' },
      userId: team.consultant.client.userId,
      scopeItemId: team.project.inScope.id,
      allocationId: team.consultant.allocationId,
      decidedBy: { id: manager.userId },
      reverses: { id: entry.id },
      reversedBy: null,
      availableActions: ['timeEntryCorrect', 'timeEntryReverse'].map((name) => ({
        name,
        allowed: false,
        blockedBy: [{ code: 'is-a-reversal' }],
      })),
    });
    expect(await figures()).toEqual(before);
    expect(await checkCosts(app.installation.database, { repair: false })).toEqual([]);
    const { node } = await manager.query(
      `query ($id: ID!) { node(id: $id) { ... on TimeEntry { ${selection.slice(12, -1)} } } }`,
      { id: entry.id },
    );
    expect(node).toMatchObject({
      version: entry.version,
      status: 'APPROVED',
      minutes: 90,
      reversedBy: { id: reversal.id },
      availableActions: ['timeEntryCorrect', 'timeEntryReverse'].map((name) => ({
        name,
        allowed: false,
        blockedBy: [{ code: 'already-reversed' }],
      })),
    });
    expect((await app.factsAbout(entry.id)).at(-1)).toBe('TimeEntryReversed');
    expect(await app.historyOf(reversal.id)).toEqual(['timeEntryReverse']);
  });

  it('works once, and never on a reversing entry', async () => {
    const entry = await approveTime(team.member);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => manager.mutate('timeEntryReverse', args(entry), selection)),
    );
    const done = answers.filter(({ userErrors }) => userErrors.length === 0);
    expect(done).toHaveLength(1);
    for (const { userErrors } of answers.filter((each) => each !== done[0])) {
      expect(userErrors).toMatchObject([{ rule: 'already-reversed' }]);
    }
    expect(await refused(entry)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'already-reversed' });
    expect(await refused(done[0].timeEntry)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'is-a-reversal' });
  });

  it('requires approved time, the current version and a reason', async () => {
    const submitted = await submitTime(team.consultant);
    expect(await refused(submitted)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      allowed: ['withdraw', 'approve', 'reject'],
    });
    const approved = await takeTimeStep(manager, 'Approve', submitted);
    expect(await refused(submitted)).toMatchObject({ code: 'CONFLICT', currentVersion: approved.version });
    expect(await refused(approved, manager, '')).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
    const absent = { id: 'time_entry_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
  });

  it("is for the project's manager, and never for the person who worked", async () => {
    const entry = await approveTime(team.consultant);
    for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN)) {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      expect(await refused(entry, client)).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    }
    const allocationId = (await givenAllocation(team.project, manager.userId!)).id;
    const own = await submitTime({ ...team.consultant, client: manager, allocationId });
    const admin = await app.as(Role.ADMIN);
    const approved = await takeTimeStep(admin, 'Approve', own);
    expect(await refused(approved)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
    await reverse(approved, admin);
  });

  it("hides the cost of a partner's people from the partner, also after a reversal", async () => {
    const entry = await approveTime(team.member);
    const { id } = await reverse(entry);
    const query =
      'query ($id: ID!) { node(id: $id) { ... on TimeEntry { minutes cost { amount } reverses { cost { amount } } } } }';
    expect((await team.member.client.query(query, { id })).node).toEqual({
      minutes: -60,
      cost: null,
      reverses: { cost: null },
    });
  });

  /** One person's time, through all its steps. */
  const fate = fc.record({
    byPartner: fc.boolean(),
    phase: fc.constantFrom('Design', 'Build'),
    day: fc.constantFrom('2026-02-27', '2026-03-03', '2026-03-04'),
    minutes: fc.integer({ min: 1, max: 7 }),
    end: fc.constantFrom('draft', 'submitted', 'approved', 'rejected', 'reversed', 'reversed'),
  });
  type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never;

  async function live({ byPartner, phase, day, minutes, end }: Fate): Promise<void> {
    const worker = byPartner ? team.member : team.consultant;
    const entry = await recordTime(worker, { phase, workedOn: day, minutes });
    if (end === 'draft') return;
    const submitted = await takeTimeStep(worker.client, 'Submit', entry);
    if (end === 'submitted') return;
    if (end === 'rejected') return void (await takeTimeStep(manager, 'Reject', submitted));
    const approved = await takeTimeStep(manager, 'Approve', submitted);
    if (end === 'reversed') await reverse(approved);
  }

  it('keeps every sum equal to the entries after any steps, sequential or concurrent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 8 }), fc.boolean(), async (fates, atOnce) => {
        const before = await figures();
        if (atOnce) await Promise.all(fates.map(live));
        else for (const each of fates) await live(each);
        expect(await checkCosts(app.installation.database, { repair: false })).toEqual([]);
        const [counted, worked] = await daysOf(app);
        expect(counted).toEqual(worked);
        if (fates.every(({ end }) => ['reversed', 'rejected'].includes(end))) expect(await figures()).toEqual(before);
      }),
      {
        numRuns: 8,
        endOnFailure: true,
        examples: [[[{ byPartner: true, phase: 'Build', day: '2026-03-03', minutes: 7, end: 'reversed' }], false]],
      },
    );
  });
});
