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
} from '../../support/costs';
import { backdateActivation, givenActiveProject, givenAllocation, takeStep } from '../../support/delivery';
import { daysOf, importFile, lineOf, csvOf } from '../../support/transfer';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('a draft of time', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;
  let consultant: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-03-20T09:00:00Z'));
    team = await givenTeam(app);
    ({ manager } = team.project);
    consultant = team.consultant.client;
    await backdateActivation(app);
  });
  afterAll(() => app.stop());
  afterEach(async () => {
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
  });

  type Step = 'Update' | 'Discard' | 'Withdraw';
  const selection = `timeEntry { id version status phase workedOn minutes billable note allocationId projectId scopeItemId
    importedBy { id } availableActions { name allowed } }`;
  const args = (step: Step, entry: GivenEntry, input: object = { minutes: 45 }) => ({
    ...stepArgs(step, entry),
    ...(step === 'Update' && { input }),
  });
  const take = (step: Step, entry: GivenEntry, input?: object, client = consultant): Promise<any> =>
    client.done(`timeEntry${step}`, args(step, entry, input), selection);
  const refused = (step: Step, entry: GivenEntry, input?: object, client = consultant): Promise<any> =>
    app.expectNothingChanged(() => client.refused(`timeEntry${step}`, args(step, entry, input), selection));

  it('can be changed or discarded by its author [draft-with-a-typo]', async () => {
    const typo = await recordTime(team.consultant, { workedOn: '2026-03-04', minutes: 1_440 });
    const rest = { workedOn: '2026-03-04', minutes: 90 };
    await expect(recordTime(team.consultant, rest)).rejects.toThrow('day-full');
    const changed = await take('Update', typo, { minutes: 144, note: 'Workshop', billable: false, phase: 'Design' });
    expect(changed).toMatchObject({
      version: 2,
      status: 'DRAFT',
      minutes: 144,
      note: 'Workshop',
      billable: false,
      phase: 'Design',
      workedOn: '2026-03-04',
      availableActions: ['timeEntryUpdate', 'timeEntryDiscard', 'timeEntrySubmit'].map((name) => ({
        name,
        allowed: true,
      })),
    });
    const second = await recordTime(team.consultant, rest);
    expect(await take('Discard', changed)).toMatchObject({ version: 3, status: 'DISCARDED', availableActions: [] });
    expect(await app.factsAbout(typo.id)).toEqual(['TimeEntryRecorded', 'TimeEntryUpdated', 'TimeEntryDiscarded']);
    expect(await app.historyOf(typo.id)).toEqual(['timeEntryRecord', 'timeEntryUpdate', 'timeEntryDiscard']);
    const { timesheet } = await consultant.query(
      '{ timesheet(weekStartsOn: "2026-03-02") { minutes totals { status minutes } days { entries { id } } } }',
    );
    expect(timesheet).toMatchObject({ minutes: 90, totals: [{ status: 'DRAFT', minutes: 90 }] });
    expect(timesheet.days[2].entries).toEqual([{ id: second.id }]);
    const { timeEntries } = await consultant.query(
      'query ($id: [ID!]) { timeEntries(filter: { userId: $id, status: [DISCARDED] }) { nodes { id } } }',
      { id: [consultant.userId] },
    );
    expect(timeEntries.nodes).toEqual([{ id: typo.id }]);
  });

  it('can be withdrawn after its submission, until it is decided on [submitted-entry-cannot-be-withdrawn]', async () => {
    const submitted = await submitTime(team.consultant, { workedOn: '2026-03-05' });
    const draft = await take('Withdraw', submitted);
    expect(draft).toMatchObject({ version: 3, status: 'DRAFT', minutes: 60 });
    expect(await app.factsAbout(draft.id)).toEqual(['TimeEntryRecorded', 'TimeEntrySubmitted', 'TimeEntryWithdrawn']);
    expect((await app.historyOf(draft.id)).at(-1)).toBe('timeEntryWithdraw');
    const again = await takeTimeStep(consultant, 'Submit', await take('Update', draft, { minutes: 30 }));
    const approved = await takeTimeStep(manager, 'Approve', again);
    expect(await refused('Withdraw', approved)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'APPROVED',
      allowed: ['correct', 'reverse'],
    });
  });

  it('can be corrected after a rejection, and submitted again', async () => {
    const rejected = await takeTimeStep(manager, 'Reject', await submitTime(team.consultant));
    for (const step of ['Update', 'Discard', 'Withdraw'] as const) {
      expect(await refused(step, rejected)).toMatchObject({ code: 'ILLEGAL_TRANSITION', allowed: ['reopen'] });
    }
    const reopened = await takeTimeStep(consultant, 'Reopen', rejected);
    const right = await take('Update', reopened, { phase: 'Design', workedOn: '2026-03-06' });
    await takeTimeStep(manager, 'Approve', await takeTimeStep(consultant, 'Submit', right));
  });

  it('moves to another day or project with its minutes, and stays unchanged without changes', async () => {
    const other = await givenActiveProject(app, { manager, offeringId: team.project.offeringId });
    await backdateActivation(app);
    const there = (await givenAllocation(other, consultant.userId!)).id;
    const entry = await recordTime(team.consultant, { workedOn: '2026-03-09' });
    expect(await refused('Update', entry, { allocationId: there })).toMatchObject({
      rule: 'not-in-scope',
      field: ['input', 'scopeItemId'],
    });
    const input = { allocationId: there, scopeItemId: other.inScope.id, workedOn: '2026-03-10' };
    const moved = await take('Update', entry, input);
    expect(moved).toMatchObject({ projectId: other.id, workedOn: '2026-03-10', version: 2 });
    const same = await app.expectNothingChanged(() => take('Update', moved, { ...input, minutes: 60, note: null }));
    expect(same.version).toBe(2);
  });

  it('must meet the rules of a new record', async () => {
    const entry = await recordTime(team.consultant, { workedOn: '2026-03-11' });
    const full = await recordTime(team.consultant, { workedOn: '2026-03-12', minutes: 1_400 });
    const refusals: [object, object][] = [
      [{ minutes: 0 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
      [{ minutes: 1_441 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
      [{ phase: 'Nowhere' }, { code: 'INVALID_INPUT', field: ['input', 'phase'] }],
      [{ note: 'x'.repeat(5_001) }, { code: 'INVALID_INPUT', field: ['input', 'note'] }],
      [{ workedOn: '2026-03-12' }, { rule: 'day-full', field: ['input', 'minutes'] }],
      [{ workedOn: '2026-03-23' }, { rule: 'in-the-future', field: ['input', 'workedOn'] }],
      [{ workedOn: '2026-01-31' }, { rule: 'project-not-in-work', field: ['input', 'workedOn'] }],
      [{ scopeItemId: team.project.outOfScope.id }, { rule: 'not-in-scope', field: ['input', 'scopeItemId'] }],
      [{ allocationId: team.member.allocationId }, { rule: 'not-own-time', field: ['input', 'allocationId'] }],
    ];
    for (const [input, refusal] of refusals) expect(await refused('Update', entry, input)).toMatchObject(refusal);
    expect(await refused('Update', { ...entry, version: 2 })).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    const absent = { id: 'time_entry_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    for (const step of ['Update', 'Discard', 'Withdraw'] as const) {
      expect(await refused(step, absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    }
    await take('Discard', full);
    await take('Update', entry, { workedOn: '2026-03-12', minutes: 1_440 });
  });

  it.each(['Update', 'Discard', 'Withdraw'] as const)('allows the step %s only in the right status', async (step) => {
    const draft = await recordTime(team.consultant);
    const states: Record<string, GivenEntry> = {
      DRAFT: draft,
      SUBMITTED: await submitTime(team.consultant),
      APPROVED: await approveTime(team.consultant),
      REJECTED: await takeTimeStep(manager, 'Reject', await submitTime(team.consultant)),
      DISCARDED: await take('Discard', await recordTime(team.consultant)),
    };
    const from = step === 'Withdraw' ? 'SUBMITTED' : 'DRAFT';
    for (const [state, entry] of Object.entries(states)) {
      if (state === from) await take(step, entry);
      else expect(await refused(step, entry)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: state });
    }
  });

  it('is refused to everyone else, in any role', async () => {
    const draft = await recordTime(team.consultant);
    const submitted = await submitTime(team.consultant);
    for (const role of Object.values(Role)) {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      const expected = isPartner
        ? { code: 'NOT_FOUND' }
        : role === Role.ADMIN
          ? { code: 'RULE_VIOLATION', rule: 'not-own-time' }
          : { code: 'FORBIDDEN' };
      expect(await refused('Update', draft, undefined, client)).toMatchObject(expected);
      expect(await refused('Discard', draft, undefined, client)).toMatchObject(expected);
      expect(await refused('Withdraw', submitted, undefined, client)).toMatchObject(expected);
    }
    expect(await refused('Withdraw', submitted, undefined, manager)).toMatchObject({ code: 'FORBIDDEN' });
    const theirs = await recordTime(team.member);
    const administrator = await app.asPartner(team.member.partnerId!, Role.PARTNER_ADMIN);
    expect(await refused('Discard', theirs, undefined, administrator)).toMatchObject({ code: 'FORBIDDEN' });
    await take('Discard', await take('Update', theirs, undefined, team.member.client), undefined, team.member.client);
  });

  it('can be corrected after the project has ended, for a day on which it was active', async () => {
    const closing = await givenTeam(app);
    const { database } = app.installation;
    await backdateActivation(app);
    const left = await submitTime(closing.consultant, { workedOn: '2026-03-09' });
    await takeStep(closing.project, 'Cancel');
    const { client } = closing.consultant;
    const draft = await take('Withdraw', left, undefined, client);
    await database.query({
      text: "UPDATE project SET endedOn = '2026-03-10' WHERE id = ?",
      params: [closing.project.id],
    });
    expect(await refused('Update', draft, { workedOn: '2026-03-11' }, client)).toMatchObject({
      rule: 'project-not-in-work',
      field: ['input', 'workedOn'],
    });
    const right = await take('Update', draft, { minutes: 20, workedOn: '2026-03-10' }, client);
    await takeTimeStep(closing.project.manager, 'Approve', await takeTimeStep(client, 'Submit', right));
  });

  describe('that was imported', () => {
    const imported = async (reference: string, changes: object = {}): Promise<GivenEntry> => {
      const line = await lineOf(app, team.consultant, { date: '2026-03-16', reference, ...changes });
      await importFile(app, manager, csvOf([line]));
      const { timeEntries } = await manager.query(
        'query ($day: Date) { timeEntries(filter: { from: $day, to: $day, status: [SUBMITTED] }) { nodes { id version } } }',
        { day: '2026-03-16' },
      );
      return timeEntries.nodes[0];
    };

    it('can be withdrawn and discarded by the importer, and the line imported again', async () => {
      const entry = await imported('A-1');
      const draft = await take('Withdraw', entry, undefined, manager);
      expect(draft).toMatchObject({ importedBy: { id: manager.userId } });
      await take('Discard', await take('Update', draft, { minutes: 12 }, manager), undefined, manager);
      const again = await imported('A-1', { minutes: 15 });
      expect(again.id).not.toBe(entry.id);
      await take('Discard', await take('Withdraw', again), undefined, consultant);
    });

    it('can be approved by another project manager, never by the importer [import-manager-cannot-approve]', async () => {
      const entry = await imported('B-1');
      const decide = (client: Client): Promise<any[]> =>
        client.done(
          'timeEntriesApprove',
          { entries: [{ id: entry.id, version: entry.version }] },
          'results { timeEntry { status } userErrors { code ... on RuleViolationError { rule } } }',
        );
      expect(await decide(manager)).toMatchObject([{ timeEntry: null, userErrors: [{ rule: 'own-act' }] }]);
      expect(await decide(await app.as(Role.SALES))).toMatchObject([{ userErrors: [{ code: 'FORBIDDEN' }] }]);
      const another = await app.as(Role.PROJECT_MANAGER);
      expect(await decide(another)).toEqual([{ timeEntry: { status: 'APPROVED' }, userErrors: [] }]);
      // Time that the people recorded themselves stays with the project's manager.
      const own = await submitTime(team.consultant, { workedOn: '2026-03-16' });
      expect(
        await app.expectNothingChanged(() => another.refused('timeEntryApprove', stepArgs('Approve', own), selection)),
      ).toMatchObject({
        code: 'FORBIDDEN',
      });
    });

    it('lets another project manager decide on the time of the project’s own manager', async () => {
      const { id } = await givenAllocation(team.project, manager.userId!);
      const own = await submitTime({ ...team.consultant, client: manager, allocationId: id });
      const another = await app.as(Role.PROJECT_MANAGER);
      const approved = await takeTimeStep(another, 'Approve', own);
      await takeTimeStep(another, 'Reverse', approved);
    });
  });
});
