import { checkCosts } from '../../../src/modules/time';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenEntry, givenTeam, recordTime, submitTime, type Team } from '../../support/costs';
import { givenAllocation } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('the decisions on many time entries', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;
  const absent = 'time_entry_01jd5s9c0ye5rt3t7m6x0j5d1q';

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    ({ manager } = team.project);
  });
  afterAll(() => app.stop());

  const selection = `results { id timeEntry { id version status rejectionReason cost { amount } decidedBy { id } }
    userErrors { message code field ... on ConflictError { currentVersion } ... on RuleViolationError { rule } } }`;
  type Decision = 'Approve' | 'Reject';
  const args = (decision: Decision, entries: GivenEntry[], reason = 'Wrong phase.') => ({
    entries: entries.map(({ id, version }) => ({ id, version })),
    ...(decision === 'Reject' && { reason }),
  });
  const decide = (client: Client, decision: Decision, entries: GivenEntry[], headers = {}): Promise<any[]> =>
    client.done(`timeEntries${decision}`, args(decision, entries), selection, headers);

  it('approve each entry if possible, and explain the refusal of the others', async () => {
    const good = await submitTime(team.consultant, { minutes: 30 });
    const theirs = await submitTime(team.member, { minutes: 60 });
    const draft = await recordTime(team.consultant);
    const stale = await submitTime(team.consultant);
    const results = await decide(manager, 'Approve', [
      good,
      draft,
      { ...stale, version: 1 },
      { id: absent, version: 1 },
      { id: team.project.id, version: 1 },
      theirs,
    ]);
    expect(results).toMatchObject([
      {
        id: good.id,
        timeEntry: {
          id: good.id,
          version: 3,
          status: 'APPROVED',
          cost: { amount: '30.00' },
          decidedBy: { id: manager.userId },
        },
        userErrors: [],
      },
      { id: draft.id, timeEntry: null, userErrors: [{ code: 'ILLEGAL_TRANSITION' }] },
      { timeEntry: null, userErrors: [{ code: 'CONFLICT', currentVersion: 2, field: ['entries', '2', 'version'] }] },
      { id: absent, timeEntry: null, userErrors: [{ code: 'NOT_FOUND', field: ['entries', '3', 'id'] }] },
      { timeEntry: null, userErrors: [{ code: 'INVALID_INPUT', field: ['entries', '4', 'id'] }] },
      { id: theirs.id, timeEntry: { status: 'APPROVED', cost: { amount: '30.00' } }, userErrors: [] },
    ]);
    expect((await app.factsAbout(good.id)).at(-1)).toBe('TimeEntryApproved');
    expect(await app.historyOf(good.id)).toEqual(['timeEntryRecord', 'timeEntrySubmit', 'timeEntriesApprove']);
    expect(await checkCosts(app.installation.database, { repair: false })).toEqual([]);
  });

  it('withdraw and discard several of one’s own', async () => {
    const take = (step: string, entries: GivenEntry[], client: Client): Promise<any[]> =>
      client.done(`timeEntries${step}`, { entries: entries.map(({ id, version }) => ({ id, version })) }, selection);
    const { client } = team.consultant;
    const own = [await submitTime(team.consultant), await submitTime(team.consultant)];
    const theirs = await submitTime(team.member);
    const withdrawn = await take('Withdraw', [...own, theirs], client);
    expect(withdrawn).toMatchObject([
      { timeEntry: { status: 'DRAFT', version: 3 }, userErrors: [] },
      { timeEntry: { status: 'DRAFT' }, userErrors: [] },
      { id: theirs.id, timeEntry: null, userErrors: [{ code: 'FORBIDDEN' }] },
    ]);
    const drafts = withdrawn.slice(0, 2).map(({ timeEntry }) => timeEntry);
    expect(await take('Discard', drafts, client)).toMatchObject([
      { timeEntry: { status: 'DISCARDED' } },
      { timeEntry: { status: 'DISCARDED' } },
    ]);
    expect((await app.historyOf(own[0]!.id)).slice(-2)).toEqual(['timeEntriesWithdraw', 'timeEntriesDiscard']);
  });

  it('reject several for one reason', async () => {
    const entries = [await submitTime(team.consultant), await submitTime(team.member)];
    const results = await decide(manager, 'Reject', entries);
    for (const [index, { timeEntry, userErrors }] of results.entries()) {
      expect(timeEntry).toMatchObject({ id: entries[index]!.id, status: 'REJECTED', rejectionReason: 'Wrong phase.' });
      expect(userErrors).toEqual([]);
    }
    expect((await app.factsAbout(entries[1]!.id)).at(-1)).toBe('TimeEntryRejected');
  });

  it.each(['header', 'argument'])('are safe to retry with the same key, given by a %s', async (way) => {
    const [first, second, third] = [
      await submitTime(team.consultant),
      await submitTime(team.consultant),
      await submitTime(team.consultant),
    ];
    const key = 'x'.repeat(190) + way;
    const headers = way === 'header' ? { 'idempotency-key': key.slice(-150) } : {};
    const send = async (entries: GivenEntry[]): Promise<any[]> =>
      way === 'header'
        ? decide(manager, 'Approve', entries, headers)
        : manager.done('timeEntriesApprove', { ...args('Approve', entries), clientMutationId: key }, selection);
    const once = await send([first, second]);
    // As after a lost response; of a longer list, only the rest is done.
    const again = await app.expectNothingChanged(() => send([first, second]));
    expect(again).toEqual(once);
    const more = await send([first, second, third]);
    expect(more.map(({ timeEntry }) => timeEntry.version)).toEqual([3, 3, 3]);
    const [reused] = await app.expectNothingChanged(() => send([{ ...first, version: 3 }]));
    expect(reused.userErrors).toMatchObject([{ rule: 'idempotency-key-reused' }]);
    expect(await app.historyOf(first.id)).toHaveLength(3);
    // Without a key, it is another request.
    const [other] = await app.expectNothingChanged(() => decide(manager, 'Approve', [first]));
    expect(other.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });

  it('are made once under concurrent requests', async () => {
    const entries = [await submitTime(team.consultant, { minutes: 1 }), await submitTime(team.member, { minutes: 1 })];
    const answers = await Promise.all(Array.from({ length: 4 }, () => decide(manager, 'Approve', entries)));
    for (const index of entries.keys()) {
      expect(answers.filter((results) => results[index].userErrors.length === 0)).toHaveLength(1);
    }
    expect(await checkCosts(app.installation.database, { repair: false })).toEqual([]);
  });

  it('refuse an empty list, too many, a duplicate, and a missing reason', async () => {
    const entry = await submitTime(team.consultant);
    const many = Array.from({ length: 501 }, (_, index) => ({ id: `${absent}${index}`, version: 1 }));
    for (const entries of [[], many, [entry, entry]]) {
      const refused = await app.expectNothingChanged(() =>
        manager.refused('timeEntriesApprove', args('Approve', entries), selection),
      );
      expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['entries'] });
    }
    const refused = await app.expectNothingChanged(() =>
      manager.refused('timeEntriesReject', args('Reject', [entry], ''), selection),
    );
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  });

  it('are refused entry by entry to those who may not decide', async () => {
    const entry = await submitTime(team.consultant);
    const analyst = await app.as(Role.ANALYST);
    for (const decision of ['Approve', 'Reject'] as const) {
      // A read-only role is refused before any entry is read.
      const refused = await app.expectNothingChanged(() =>
        analyst.refused(`timeEntries${decision}`, args(decision, [entry]), selection),
      );
      expect(refused).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN && each !== Role.ANALYST)) {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      for (const decision of ['Approve', 'Reject'] as const) {
        const [result] = await app.expectNothingChanged(() => decide(client, decision, [entry]));
        expect(result).toMatchObject({
          timeEntry: null,
          userErrors: [{ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' }],
        });
      }
    }
    const { id } = await givenAllocation(team.project, manager.userId!);
    const own = await submitTime({ ...team.consultant, client: manager, allocationId: id });
    const [result] = await app.expectNothingChanged(() => decide(manager, 'Approve', [own]));
    expect(result).toMatchObject({ timeEntry: null, userErrors: [{ rule: 'own-act' }] });
  });
});
