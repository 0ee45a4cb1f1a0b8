import fc from 'fast-check';
import { checkCosts } from '../../../src/modules/time';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  approveTime,
  type GivenEntry,
  givenTeam,
  recordTime,
  stepArgs,
  submitTime,
  takeTimeStep,
  type Team,
  type TimeStep,
  type Worker,
} from '../../support/costs';
import { backdateActivation, givenAllocation, takeStep } from '../../support/delivery';
import { daysOf } from '../../support/transfer';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('timeEntryCorrect', () => {
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
  afterEach(async () => {
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
    expect(await checkCosts(app.installation.database, { repair: false })).toEqual([]);
  });

  const selection = `timeEntry { id version status minutes note phase workedOn billable cost { amount } userId
    decidedBy { id } recordedBy { id } reverses { id } reversedBy { id }
    corrects { id reversedBy { status minutes note cost { amount } } correctedBy { id } }
    availableActions { name allowed blockedBy { code } } }`;
  const args = (entry: GivenEntry, input: object) => ({ ...stepArgs('Correct', entry), input });
  const correct = (entry: GivenEntry, input: object, client = manager): Promise<any> =>
    client.done('timeEntryCorrect', args(entry, input), selection);
  const refused = (entry: GivenEntry, input: object, client = manager): Promise<any> =>
    app.expectNothingChanged(() => client.refused('timeEntryCorrect', args(entry, input), selection));
  const actualCost = async (projectId = team.project.id): Promise<string> => {
    const query = 'query ($id: ID!) { project(id: $id) { earnedValue { ac { amount } } } }';
    return (await manager.query(query, { id: projectId })).project.earnedValue.ac.amount;
  };

  it('reverses an approved entry and replaces it in one step', async () => {
    const before = Number(await actualCost());
    const entry = await approveTime(team.consultant, { minutes: 480, note: 'Workshop' });
    const right = await correct(entry, { minutes: 360, phase: 'Design', workedOn: '2026-03-03' });
    expect(right).toMatchObject({
      version: 1,
      status: 'APPROVED',
      minutes: 360,
      note: 'Workshop',
      phase: 'Design',
      workedOn: '2026-03-03',
      cost: { amount: '360.00' },
      userId: team.consultant.client.userId,
      decidedBy: { id: manager.userId },
      recordedBy: { id: manager.userId },
      reverses: null,
      reversedBy: null,
      corrects: {
        id: entry.id,
        reversedBy: { status: 'APPROVED', minutes: -480, note: 'Wrong phase.', cost: { amount: '-480.00' } },
        correctedBy: { id: right.id },
      },
      availableActions: [
        { name: 'timeEntryCorrect', allowed: true },
        { name: 'timeEntryReverse', allowed: true },
      ],
    });
    expect(Number(await actualCost()) - before).toBe(360);
    expect((await app.factsAbout(entry.id)).slice(-2)).toEqual(['TimeEntryReversed', 'TimeEntryCorrected']);
    expect(await app.factsAbout(right.id)).toEqual(['TimeEntryApproved']);
    expect(await app.historyOf(right.id)).toEqual(['timeEntryCorrect']);
    expect(await refused(entry, { minutes: 30 })).toMatchObject({ rule: 'already-reversed' });
    // The replacement can be wrong as well.
    expect(await correct(right, { minutes: 300 })).toMatchObject({ minutes: 300, corrects: { id: right.id } });
  });

  it('does both or neither, even after the project was closed [reversal-after-the-end]', async () => {
    app.clock.set(new Date('2026-04-09T09:00:00Z'));
    const closed = await givenTeam(app);
    const { project, consultant } = closed;
    const { database } = app.installation;
    await database.query({ text: "UPDATE project SET activatedOn = '2026-04-06' WHERE id = ?", params: [project.id] });
    await database.query({
      text: "UPDATE deliverable SET status = 'ACCEPTED' WHERE projectId = ?",
      params: [project.id],
    });
    const entry = await approveTime(consultant, { minutes: 480, workedOn: '2026-04-09' });
    await takeStep(await takeStep(project, 'RequestAcceptance'), 'Close');
    app.clock.set(new Date('2026-04-16T09:00:00Z'));
    const boss = await app.signIn({ id: project.manager.userId } as never);
    for (const [input, refusal] of [
      [{ workedOn: '2026-04-10' }, { rule: 'project-not-in-work', field: ['input', 'workedOn'] }],
      [{ workedOn: '2026-04-05' }, { rule: 'project-not-in-work', field: ['input', 'workedOn'] }],
      [{ phase: 'Nowhere' }, { code: 'INVALID_INPUT', field: ['input', 'phase'] }],
      [{ scopeItemId: project.outOfScope.id }, { rule: 'not-in-scope', field: ['input', 'scopeItemId'] }],
    ] as const) {
      expect(await refused(entry, input, boss)).toMatchObject(refusal);
    }
    const right = await correct(entry, { minutes: 360, scopeItemId: project.inScope.id }, boss);
    expect(right).toMatchObject({ status: 'APPROVED', minutes: 360, cost: { amount: '360.00' } });
    const query = 'query ($id: ID!) { project(id: $id) { status earnedValue { ac { amount } } } }';
    expect((await boss.query(query, { id: project.id })).project).toEqual({
      status: 'CLOSED',
      earnedValue: { ac: { amount: '360.00' } },
    });
    app.clock.set(new Date('2026-03-20T09:00:00Z'));
  });

  it("needs another manager's decision if it adds time or makes it billable", async () => {
    const another = await app.as(Role.PROJECT_MANAGER);
    const entry = await approveTime(team.consultant, { billable: false });
    const more = await correct(entry, { minutes: 90 });
    expect(more).toMatchObject({
      status: 'SUBMITTED',
      minutes: 90,
      cost: null,
      decidedBy: null,
      recordedBy: { id: manager.userId },
      corrects: { reversedBy: { minutes: -60 } },
    });
    expect(await app.factsAbout(more.id)).toEqual(['TimeEntrySubmitted']);
    const own = await app.expectNothingChanged(() =>
      manager.refused('timeEntryApprove', stepArgs('Approve', more), selection),
    );
    expect(own).toMatchObject({ rule: 'own-act' });
    const approved = await takeTimeStep(another, 'Approve', more);
    expect(await correct(approved, { billable: true })).toMatchObject({ status: 'SUBMITTED', billable: true });
  });

  it("needs another manager's decision if a role or a day with another rate adds cost", async () => {
    const rated = await givenTeam(app);
    const { project, consultant } = rated;
    await backdateActivation(app);
    const setRate = (role: string, costRate: string, effectiveOn: string) => {
      const input = { role, projectId: project.id, currencyCode: 'EUR', billRate: '300', costRate, effectiveOn };
      return project.manager.done('rateSet', { input }, 'rate { id }');
    };
    await setRate('Architect', '200', '2026-01-01');
    await setRate('Consultant', '90', '2026-03-10');
    await setRate('Consultant', '20', '2026-03-15');
    const role = { role: 'Architect', percent: 10 };
    const { id: architect } = await givenAllocation(project, consultant.client.userId!, role);
    const asConsultant = consultant.allocationId;
    // The time was approved at 60.00 an hour; after the correction, a full hour.
    const cases: [object, string, string | null][] = [
      [{ allocationId: architect }, 'SUBMITTED', null],
      [{ allocationId: architect, minutes: 19 }, 'SUBMITTED', null],
      [{ allocationId: architect, minutes: 18 }, 'APPROVED', '60.00'],
      [{ workedOn: '2026-03-15' }, 'APPROVED', '20.00'],
      [{ workedOn: '2026-03-10' }, 'SUBMITTED', null],
      [{ workedOn: '2026-03-09' }, 'APPROVED', '60.00'],
      [{ workedOn: '2026-03-10', minutes: 40 }, 'APPROVED', '60.00'],
    ];
    for (const [input, status, cost] of cases) {
      const before = Number(await actualCost(project.id));
      const entry = await approveTime(consultant);
      const right = await correct(entry, input, project.manager);
      expect(right).toMatchObject({ status, cost: cost && { amount: cost }, corrects: { id: entry.id } });
      expect(Number(await actualCost(project.id)) - before).toBe(Number(cost ?? 0));
      if (status === 'APPROVED') continue;
      const decide = () => project.manager.refused('timeEntryApprove', stepArgs('Approve', right), selection);
      expect(await app.expectNothingChanged(decide)).toMatchObject({ rule: 'own-act' });
    }
    // Reduces the cost again, by a manager who corrects another's decision.
    const dear = await approveTime({ ...consultant, allocationId: architect });
    const other = await app.as(Role.PROJECT_MANAGER);
    expect(await refused(dear, { allocationId: asConsultant }, other)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await correct(dear, { allocationId: asConsultant }, project.manager)).toMatchObject({
      status: 'APPROVED',
      cost: { amount: '60.00' },
    });
  });

  it('can be corrected by the person who worked or typed it, while it waits for a decision', async () => {
    const more = await correct(await approveTime(team.consultant), { minutes: 90 });
    const rejected = await takeTimeStep(await app.as(Role.PROJECT_MANAGER), 'Reject', more);
    const reopened = await takeTimeStep(team.consultant.client, 'Reopen', rejected);
    await takeTimeStep(manager, 'Discard', reopened);
  });

  it('requires approved time, the current version and a change', async () => {
    const submitted = await submitTime(team.consultant);
    expect(await refused(submitted, { minutes: 30 })).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SUBMITTED' });
    const approved = await takeTimeStep(manager, 'Approve', submitted);
    expect(await refused(submitted, { minutes: 30 })).toMatchObject({ code: 'CONFLICT', currentVersion: 3 });
    for (const input of [{}, { minutes: 60, phase: 'Build', note: null }]) {
      expect(await refused(approved, input)).toMatchObject({ rule: 'nothing-corrected', field: ['input'] });
    }
    const refusals: [object, object][] = [
      [{ minutes: 0 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
      [{ workedOn: '2026-03-23' }, { rule: 'in-the-future' }],
      [{ allocationId: team.member.allocationId }, { rule: 'not-own-time' }],
      [{ scopeItemId: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND' }],
    ];
    for (const [input, refusal] of refusals) expect(await refused(approved, input)).toMatchObject(refusal);
    const other = await givenTeam(app);
    const elsewhere = await givenAllocation(other.project, team.consultant.client.userId!);
    expect(await refused(approved, { allocationId: elsewhere.id })).toMatchObject({ rule: 'other-project' });
    const silent = { ...args(approved, { minutes: 30 }), reason: ' ' };
    expect(await app.expectNothingChanged(() => manager.refused('timeEntryCorrect', silent, selection))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['reason'],
    });
    const full = await approveTime(team.consultant, { workedOn: '2026-03-12', minutes: 1_440 });
    expect(await refused(approved, { workedOn: '2026-03-12' })).toMatchObject({ rule: 'day-full' });
    await correct(full, { minutes: 1_439 });
    const role = await givenAllocation(team.project, team.consultant.client.userId!, { role: 'Architect' });
    expect(await refused(approved, { allocationId: role.id })).toMatchObject({ rule: 'rate-missing' });
  });

  it("is for the project's manager, and never for the person who worked", async () => {
    const entry = await approveTime(team.consultant);
    for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN)) {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      expect(await refused(entry, { minutes: 30 }, client)).toMatchObject({
        code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN',
      });
    }
    expect(await refused(entry, { minutes: 30 }, team.consultant.client)).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await givenAllocation(team.project, manager.userId!);
    const own = await submitTime({ ...team.consultant, client: manager, allocationId: id });
    const another = await app.as(Role.PROJECT_MANAGER);
    const approved = await takeTimeStep(another, 'Approve', own);
    expect(await refused(approved, { minutes: 30 })).toMatchObject({ rule: 'own-act' });
    await correct(approved, { minutes: 30 }, another);
  });

  describe('under concurrency', () => {
    const mutate = (client: Client, step: TimeStep | 'Update' | 'Correct', entry: GivenEntry, input?: object) =>
      client.mutate(
        `timeEntry${step}`,
        {
          ...stepArgs(step, entry),
          ...(input && { input }),
        },
        'timeEntry { id status }',
      );
    /** Exactly one of these concurrent attempts succeeds, and the others get the reason. */
    const oneOf = async (...attempts: Promise<any>[]): Promise<any> => {
      const answers = await Promise.all(attempts);
      const done = answers.filter(({ userErrors }) => userErrors.length === 0);
      expect(done).toHaveLength(1);
      for (const { userErrors } of answers.filter((each) => each !== done[0])) {
        expect(['CONFLICT', 'RULE_VIOLATION', 'ILLEGAL_TRANSITION']).toContain(userErrors[0].code);
      }
      return done[0];
    };

    it('lets only one of a withdrawal and an approval win', async () => {
      for (let round = 0; round < 5; round += 1) {
        const entry = await submitTime(team.consultant, { minutes: 5 });
        await oneOf(mutate(team.consultant.client, 'Withdraw', entry), mutate(manager, 'Approve', entry));
      }
    });

    it('lets only one of several corrections win, with one reversal', async () => {
      const entry = await approveTime(team.consultant, { minutes: 50, workedOn: '2026-03-05' });
      const { timeEntry } = await oneOf(
        ...[10, 20, 30, 40].map((minutes) => mutate(manager, 'Correct', entry, { minutes })),
        mutate(manager, 'Reverse', entry),
      );
      expect(timeEntry.status).toBe('APPROVED');
      const reversals = await app.installation.database.query({
        text: 'SELECT id FROM time_entry WHERE reversesId = ?',
        params: [entry.id],
      });
      expect(reversals).toHaveLength(1);
    });

    it('lets only one of an update and a submission, or of concurrent updates, win', async () => {
      const { client } = team.consultant;
      for (let round = 0; round < 5; round += 1) {
        const entry = await recordTime(team.consultant, { minutes: 5 });
        await oneOf(mutate(client, 'Update', entry, { minutes: 7 }), mutate(client, 'Submit', entry));
        const other = await recordTime(team.consultant, { minutes: 5 });
        await oneOf(
          mutate(client, 'Update', other, { minutes: 9 }),
          mutate(client, 'Update', other, { workedOn: '2026-03-04' }),
          mutate(client, 'Discard', other),
        );
      }
    });
  });

  /** Random steps on one person's time; steps that the status does not allow are refused. */
  const step = fc.record({
    action: fc.constantFrom(
      'Update',
      'Submit',
      'Withdraw',
      'Approve',
      'Reject',
      'Reopen',
      'Correct',
      'Reverse',
      'Discard',
    ),
    minutes: fc.integer({ min: 1, max: 9 }),
    workedOn: fc.constantFrom('2026-02-27', '2026-03-03', '2026-03-04'),
    phase: fc.constantFrom('Design', 'Build'),
  });
  const life = fc.record({ byPartner: fc.boolean(), steps: fc.array(step, { minLength: 2, maxLength: 8 }) });
  type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

  async function live({ byPartner, steps }: Life): Promise<void> {
    const worker: Worker = byPartner ? team.member : team.consultant;
    const { id } = await recordTime(worker, { minutes: 5, workedOn: '2026-03-04' });
    let entry = { id, version: 1 };
    for (const { action, ...input } of steps) {
      const changes = action === 'Update' || action === 'Correct';
      const client = ['Approve', 'Reject', 'Correct', 'Reverse'].includes(action) ? manager : worker.client;
      const { timeEntry } = await client.mutate(
        `timeEntry${action}`,
        {
          ...stepArgs(action, entry),
          ...(changes && { input }),
        },
        'timeEntry { id version }',
      );
      // The steps continue with the replacement.
      if (timeEntry && action !== 'Reverse') entry = timeEntry;
    }
  }

  it('keeps every stored sum equal to the entries after any steps, sequential or concurrent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), fc.boolean(), async (lives, together) => {
        if (together) await Promise.all(lives.map(live));
        else for (const each of lives) await live(each);
        expect(await checkCosts(app.installation.database, { repair: false })).toEqual([]);
        const [counted, worked] = await daysOf(app);
        expect(counted).toEqual(worked);
        const { timesheet } = await manager.query(
          'query ($id: ID!) { timesheet(weekStartsOn: "2026-03-02", userId: $id) { minutes days { minutes entries { minutes status } } } }',
          { id: team.consultant.client.userId },
        );
        const minutes = timesheet.days
          .flatMap(({ entries }: any) => entries)
          .filter(({ status }: any) => status !== 'REJECTED')
          .reduce((sum: number, each: any) => sum + each.minutes, 0);
        expect(timesheet.minutes).toBe(minutes);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
