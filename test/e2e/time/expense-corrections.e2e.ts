import fc from 'fast-check';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenEntry, givenTeam, stepArgs, type Team } from '../../support/costs';
import { backdateActivation, takeStep } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('an expense that is wrong', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;
  let consultant: Client;
  let another: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-03-20T09:00:00Z'));
    another = await app.as(Role.PROJECT_MANAGER);
  });
  afterAll(() => app.stop());
  // What can be refunded depends on the spending, so each test starts without any.
  beforeEach(async () => {
    team = await givenTeam(app);
    ({ manager } = team.project);
    consultant = team.consultant.client;
    await backdateActivation(app);
  });
  afterEach(async () => {
    expect(await overdrawn()).toEqual([]);
  });

  type Step = 'Update' | 'Discard' | 'Submit' | 'Withdraw' | 'Reopen' | 'Approve' | 'Reject' | 'Correct' | 'Reverse';
  const selection = `expense { id version status kind spentOn amount { amount } billable note phase userId
    scopeItem { id } partner { id } decidedBy { id } recordedBy { id } refundOf { id } refunds(first: 10) { nodes { id } }
    reverses { id } reversedBy { id note amount { amount } spentOn } corrects { id } correctedBy { id }
    availableActions { name allowed blockedBy { code } } }`;
  const args = (step: Step, expense: GivenEntry, input?: object) => ({
    ...stepArgs(step, expense),
    ...(input && { input }),
  });
  const take = (step: Step, expense: GivenEntry, client = consultant, input?: object): Promise<any> =>
    client.done(`expense${step}`, args(step, expense, input), selection);
  const refused = (step: Step, expense: GivenEntry, client = consultant, input?: object): Promise<any> =>
    app.expectNothingChanged(() => client.refused(`expense${step}`, args(step, expense, input), selection));
  const recording = (changes: object) => ({
    input: { projectId: team.project.id, kind: 'TRAVEL', spentOn: '2026-03-02', amount: '100', ...changes },
  });
  const record = (changes: object = {}, client = consultant): Promise<any> =>
    client.done('expenseRecord', recording(changes), selection);
  const refusedToRecord = (changes: object, client = consultant): Promise<any> =>
    app.expectNothingChanged(() => client.refused('expenseRecord', recording(changes), selection));
  const approved = async (changes: object = {}): Promise<any> => take('Approve', await record(changes), manager);

  /** AC, which consists only of expenses here. */
  async function actualCost(): Promise<string> {
    const query = `query ($id: ID!) {
      project(id: $id) { earnedValue { ac { amount } acExpenses { amount } series { ac { amount } } } } }`;
    const { ac, acExpenses, series } = (await manager.query(query, { id: team.project.id })).project.earnedValue;
    expect(acExpenses).toEqual(ac);
    // The latest point with a value is today's.
    expect(series.findLast((point: any) => point.ac !== null).ac).toEqual(ac);
    return ac.amount;
  }

  /** Expenses with more reversed or refunded than spent, and projects likewise. */
  function overdrawn(): Promise<unknown[]> {
    return app.installation.database.query({
      text: `SELECT projectId AS id, SUM(amountMinor) AS total FROM expense WHERE status = 'APPROVED'
          GROUP BY projectId HAVING SUM(amountMinor) < 0
        UNION ALL
        SELECT e.id AS id, SUM(t.amountMinor) AS total FROM expense AS e
          JOIN expense AS t ON t.id = e.id OR t.refundOfId = e.id OR t.reversesId = e.id
          WHERE e.amountMinor > 0 AND e.status = 'APPROVED' AND e.reversesId IS NULL AND t.status = 'APPROVED'
          GROUP BY e.id HAVING SUM(t.amountMinor) < 0`,
      params: [],
    });
  }

  describe('before a decision', () => {
    it('can be withdrawn, changed and submitted again by its author', async () => {
      const draft = await take('Withdraw', await record());
      expect(draft).toMatchObject({
        version: 2,
        status: 'DRAFT',
        availableActions: ['expenseUpdate', 'expenseDiscard', 'expenseSubmit'].map((name) => ({ name, allowed: true })),
      });
      const changed = await take('Update', draft, consultant, {
        amount: '120.50',
        kind: 'MATERIAL',
        note: 'Cables',
        phase: 'Build',
        scopeItemId: team.project.inScope.id,
        spentOn: '2026-03-03',
        billable: true,
      });
      expect(changed).toMatchObject({
        status: 'DRAFT',
        amount: { amount: '120.50' },
        kind: 'MATERIAL',
        note: 'Cables',
        phase: 'Build',
        scopeItem: { id: team.project.inScope.id },
        spentOn: '2026-03-03',
        billable: true,
      });
      const cleared = await take('Update', changed, consultant, { phase: null, scopeItemId: null });
      expect(cleared).toMatchObject({ phase: null, scopeItem: null, note: 'Cables' });
      const same = await app.expectNothingChanged(() => take('Update', cleared, consultant, { amount: '120.50' }));
      expect(same.version).toBe(cleared.version);
      await take('Approve', await take('Submit', cleared), manager);
      expect(await actualCost()).toBe('120.50');
      expect(await app.factsAbout(draft.id)).toEqual([
        'ExpenseRecorded',
        'ExpenseWithdrawn',
        'ExpenseUpdated',
        'ExpenseUpdated',
        'ExpenseSubmitted',
        'ExpenseApproved',
      ]);
      expect((await app.historyOf(draft.id)).slice(0, 3)).toEqual([
        'expenseRecord',
        'expenseWithdraw',
        'expenseUpdate',
      ]);
    });

    it('can be corrected after a rejection', async () => {
      const rejected = await take('Reject', await record(), manager);
      const draft = await take('Reopen', rejected);
      expect(draft).toMatchObject({ status: 'DRAFT', decidedBy: null });
      expect((await app.factsAbout(draft.id)).slice(-2)).toEqual(['ExpenseRejected', 'ExpenseReopened']);
      await take('Approve', await take('Submit', await take('Update', draft, consultant, { amount: '80' })), manager);
      expect(await actualCost()).toBe('80.00');
    });

    it('can be discarded for good', async () => {
      const discarded = await take('Discard', await take('Withdraw', await record()));
      expect(discarded).toMatchObject({ status: 'DISCARDED', availableActions: [] });
      expect((await app.factsAbout(discarded.id)).at(-1)).toBe('ExpenseDiscarded');
      expect(await actualCost()).toBe('0.00');
    });

    it('must meet the rules of a new record', async () => {
      const draft = await take('Withdraw', await record());
      const refusals: [object, object][] = [
        [{ amount: '0' }, { code: 'INVALID_INPUT', field: ['input', 'amount'] }],
        [{ amount: '0.001' }, { code: 'INVALID_INPUT', field: ['input', 'amount'] }],
        [{ amount: '-1' }, { rule: 'refund-exceeds-spending', field: ['input', 'amount'] }],
        [{ phase: 'Nowhere' }, { code: 'INVALID_INPUT', field: ['input', 'phase'] }],
        [{ spentOn: '2026-01-31' }, { rule: 'project-not-in-work', field: ['input', 'spentOn'] }],
        [{ spentOn: '2026-03-23' }, { rule: 'in-the-future', field: ['input', 'spentOn'] }],
        [{ scopeItemId: team.project.outOfScope.id }, { rule: 'not-in-scope', field: ['input', 'scopeItemId'] }],
        [{ documentIds: ['document_01jd5s9c0ye5rt3t7m6x0j5d1q'] }, { code: 'NOT_FOUND' }],
      ];
      for (const [input, refusal] of refusals)
        expect(await refused('Update', draft, consultant, input)).toMatchObject(refusal);
      expect(await refused('Update', { ...draft, version: 1 }, consultant, {})).toMatchObject({ code: 'CONFLICT' });
    });

    it.each(['Update', 'Discard', 'Submit', 'Withdraw', 'Reopen'] as const)(
      'allows %s only in the right status',
      async (step) => {
        const input = step === 'Update' ? { note: 'Taxi' } : undefined;
        const states: Record<string, GivenEntry> = {
          DRAFT: await take('Withdraw', await record()),
          SUBMITTED: await record(),
          APPROVED: await approved(),
          REJECTED: await take('Reject', await record(), manager),
          DISCARDED: await take('Discard', await take('Withdraw', await record())),
        };
        for (const [state, expense] of Object.entries(states)) {
          if (state === (step === 'Withdraw' ? 'SUBMITTED' : step === 'Reopen' ? 'REJECTED' : 'DRAFT'))
            await take(step, expense, consultant, input);
          else {
            expect(await refused(step, expense, consultant, input)).toMatchObject({
              code: 'ILLEGAL_TRANSITION',
              from: state,
            });
          }
        }
      },
    );

    it('is refused to everyone else, in any role', async () => {
      const submitted = await record();
      const draft = await take('Withdraw', await record());
      const rejected = await take('Reject', await record(), manager);
      for (const role of Object.values(Role)) {
        const isPartner = role.startsWith('PARTNER');
        const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
        const expected = isPartner
          ? { code: 'NOT_FOUND' }
          : role === Role.ADMIN
            ? { code: 'RULE_VIOLATION', rule: 'not-own-expense' }
            : { code: 'FORBIDDEN' };
        expect(await refused('Withdraw', submitted, client)).toMatchObject(expected);
        expect(await refused('Reopen', rejected, client)).toMatchObject(expected);
        for (const step of ['Submit', 'Discard'] as const)
          expect(await refused(step, draft, client)).toMatchObject(expected);
        expect(await refused('Update', draft, client, { note: 'Taxi' })).toMatchObject(expected);
      }
    });

    it('is decided on by another project manager if the manager spent it', async () => {
      const own = await record({}, manager);
      expect(await refused('Approve', own, manager)).toMatchObject({ rule: 'own-act' });
      await take('Reverse', await take('Approve', own, another), another);
      expect(await refused('Approve', await record(), another)).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  describe('refunds', () => {
    it('lower actual cost once approved [expense-refund]', async () => {
      const expense = await approved({ amount: '1190' });
      expect(await actualCost()).toBe('1190.00');
      const refund = await record({ amount: '-190', spentOn: '2026-03-09', note: 'Credit note' });
      expect(refund).toMatchObject({ status: 'SUBMITTED', amount: { amount: '-190.00' }, refundOf: null });
      expect(await actualCost()).toBe('1190.00');
      await take('Approve', refund, manager);
      expect(await actualCost()).toBe('1000.00');
      // Until the day of the credit note, the full cost counts.
      const query = 'query ($id: ID!) { project(id: $id) { earnedValue(on: "2026-03-08") { ac { amount } } } }';
      const { project } = await manager.query(query, { id: team.project.id });
      expect(project.earnedValue.ac.amount).toBe('1190.00');
      const rest = await record({ amount: '-1000', refundOfId: expense.id });
      await take('Approve', rest, manager);
      expect(await actualCost()).toBe('0.00');
    });

    it('of an expense belong to its person, item, phase and charge', async () => {
      const place = { scopeItemId: team.project.inScope.id, phase: 'Build', billable: true };
      const theirs = await record(place, team.member.client);
      const expense = await take('Approve', theirs, manager);
      const refund = await record({ amount: '-40', refundOfId: expense.id }, manager);
      expect(refund).toMatchObject({
        userId: team.member.client.userId,
        partner: { id: team.member.partnerId },
        recordedBy: { id: manager.userId },
        refundOf: { id: expense.id },
        scopeItem: { id: team.project.inScope.id },
        phase: 'Build',
        billable: true,
      });
      // The author cannot decide on it.
      expect(await refused('Approve', refund, manager)).toMatchObject({ rule: 'own-act' });
      await take('Approve', refund, another);
      const { node } = await team.member.client.query(
        'query ($id: ID!) { node(id: $id) { ... on Expense { refunds(first: 10) { nodes { id amount { amount } } } } } }',
        { id: expense.id },
      );
      expect(node.refunds.nodes).toEqual([{ id: refund.id, amount: { amount: '-40.00' } }]);
    });

    it('never exceed spending, of the expense or on the project', async () => {
      expect(await refusedToRecord({ amount: '-0.01' })).toMatchObject({ rule: 'refund-exceeds-spending' });
      const [small] = [await approved({ amount: '100' }), await approved({ amount: '500' })];
      const tooMuch = { amount: '-100.01', refundOfId: small.id };
      expect(await refusedToRecord(tooMuch)).toMatchObject({
        rule: 'refund-exceeds-expense',
        field: ['input', 'amount'],
      });
      expect(await refusedToRecord({ amount: '-600.01' })).toMatchObject({ rule: 'refund-exceeds-spending' });
      const first = await record({ amount: '-60', refundOfId: small.id });
      const second = await record({ amount: '-60', refundOfId: small.id });
      await take('Approve', first, manager);
      expect(await refused('Approve', second, manager)).toMatchObject({ rule: 'refund-exceeds-expense' });
      await take(
        'Approve',
        await take('Submit', await take('Update', await take('Withdraw', second), consultant, { amount: '-40' })),
        manager,
      );
      expect(await actualCost()).toBe('500.00');
    });

    it('require an approved expense above 0 on the project, an amount below 0, and a later day', async () => {
      const submitted = await record();
      const expense = await approved();
      const refund = await take('Approve', await record({ amount: '-10', refundOfId: expense.id }), manager);
      const other = await givenTeam(app);
      const refusals: [object, object][] = [
        [{ refundOfId: submitted.id }, { rule: 'not-refundable', field: ['input', 'refundOfId'] }],
        [{ refundOfId: refund.id }, { rule: 'not-refundable' }],
        [
          { refundOfId: expense.id, amount: '5' },
          { code: 'INVALID_INPUT', field: ['input', 'amount'] },
        ],
        [
          { refundOfId: expense.id, spentOn: '2026-03-01' },
          { rule: 'before-the-expense', field: ['input', 'spentOn'] },
        ],
        [{ refundOfId: expense.id, spentOn: '2026-03-23' }, { rule: 'in-the-future' }],
        [{ spentOn: '2026-01-31' }, { code: 'FORBIDDEN' }],
        [{ refundOfId: 'expense_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND', field: ['input', 'refundOfId'] }],
        [{ refundOfId: team.project.id }, { code: 'INVALID_INPUT', field: ['input', 'refundOfId'] }],
      ];
      for (const [changes, refusal] of refusals)
        expect(await refusedToRecord({ amount: '-5', ...changes })).toMatchObject(refusal);
      const elsewhere = { amount: '-5', projectId: other.project.id, refundOfId: expense.id };
      expect(await refusedToRecord(elsewhere, other.project.manager)).toMatchObject({ rule: 'other-project' });
      // To a partner, the expenses of the vendor's people do not exist.
      expect(await refusedToRecord({ amount: '-5', refundOfId: expense.id }, team.member.client)).toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    it('may come after the project has ended', async () => {
      const expense = await approved({ amount: '1190' });
      await takeStep(team.project, 'Cancel');
      expect(await refusedToRecord({ amount: '5' })).toMatchObject({ rule: 'project-not-in-work' });
      const refund = await record({ amount: '-190', refundOfId: expense.id, spentOn: '2026-03-20' });
      await take('Approve', refund, manager);
      expect(await actualCost()).toBe('1000.00');
    });
  });

  describe('after the approval', () => {
    it('is reversed in full, and its cost with it', async () => {
      const expense = await approved({ amount: '250', phase: 'Build' });
      const reversal = await take('Reverse', expense, manager);
      expect(reversal).toMatchObject({
        status: 'APPROVED',
        amount: { amount: '-250.00' },
        note: 'Wrong phase.',
        phase: 'Build',
        spentOn: '2026-03-02',
        decidedBy: { id: manager.userId },
        reverses: { id: expense.id },
        availableActions: [
          { name: 'expenseCorrect', allowed: false, blockedBy: [{ code: 'is-a-reversal' }] },
          { name: 'expenseReverse', allowed: false, blockedBy: [{ code: 'is-a-reversal' }] },
        ],
      });
      expect(await actualCost()).toBe('0.00');
      expect(await refused('Reverse', expense, manager)).toMatchObject({ rule: 'already-reversed' });
      expect(await refused('Reverse', reversal, manager)).toMatchObject({ rule: 'is-a-reversal' });
      expect(await refusedToRecord({ amount: '-1', refundOfId: expense.id })).toMatchObject({
        rule: 'refund-exceeds-expense',
      });
      expect((await app.factsAbout(expense.id)).at(-1)).toBe('ExpenseReversed');
      expect(await app.historyOf(reversal.id)).toEqual(['expenseReverse']);
    });

    it('is reversed only after its refunds', async () => {
      const expense = await approved({ amount: '250' });
      const refund = await take('Approve', await record({ amount: '-50', refundOfId: expense.id }), manager);
      expect(await refused('Reverse', expense, manager)).toMatchObject({ rule: 'refund-exceeds-expense' });
      expect(await refused('Correct', expense, manager, { amount: '240' })).toMatchObject({
        rule: 'refund-exceeds-expense',
      });
      expect(await take('Reverse', refund, manager)).toMatchObject({ amount: { amount: '50.00' } });
      expect(await actualCost()).toBe('250.00');
      await take('Reverse', expense, manager);
      const other = await approved({ amount: '90' });
      await take('Approve', await record({ amount: '-80' }), manager);
      expect(await refused('Reverse', other, manager)).toMatchObject({ rule: 'refund-exceeds-spending' });
    });

    it('is replaced in one step, even after the project has ended', async () => {
      const expense = await approved({ amount: '1190' });
      await takeStep(team.project, 'Cancel');
      const right = await take('Correct', expense, manager, { amount: '1000', kind: 'SOFTWARE' });
      expect(right).toMatchObject({
        status: 'APPROVED',
        amount: { amount: '1000.00' },
        kind: 'SOFTWARE',
        userId: consultant.userId,
        recordedBy: { id: manager.userId },
        decidedBy: { id: manager.userId },
        corrects: { id: expense.id },
      });
      expect(await actualCost()).toBe('1000.00');
      expect((await app.factsAbout(expense.id)).slice(-2)).toEqual(['ExpenseReversed', 'ExpenseCorrected']);
      expect(await app.factsAbout(right.id)).toEqual(['ExpenseApproved']);
      const { node } = await manager.query(
        `query ($id: ID!) { node(id: $id) { ... on Expense { ${selection.slice(10, -1)} } } }`,
        {
          id: expense.id,
        },
      );
      expect(node).toMatchObject({ reversedBy: { amount: { amount: '-1190.00' } }, correctedBy: { id: right.id } });
    });

    it("needs another manager's decision if it adds cost or becomes billable", async () => {
      const more = await take('Correct', await approved(), manager, { amount: '130' });
      expect(more).toMatchObject({ status: 'SUBMITTED', decidedBy: null });
      expect(await actualCost()).toBe('0.00');
      expect(await refused('Approve', more, manager)).toMatchObject({ rule: 'own-act' });
      const right = await take('Approve', more, another);
      expect(await take('Correct', right, manager, { billable: true })).toMatchObject({ status: 'SUBMITTED' });
    });

    it('corrects a refund within what was spent', async () => {
      const expense = await approved({ amount: '200' });
      const refund = await take('Approve', await record({ amount: '-190', refundOfId: expense.id }), manager);
      expect(await refused('Correct', refund, manager, { amount: '-200.01' })).toMatchObject({
        rule: 'refund-exceeds-expense',
      });
      const right = await take('Correct', refund, manager, { amount: '-195' });
      expect(right).toMatchObject({ status: 'APPROVED', refundOf: { id: expense.id } });
      expect(await actualCost()).toBe('5.00');
      expect(await take('Correct', right, manager, { amount: '-100' })).toMatchObject({ status: 'SUBMITTED' });
    });

    it('is corrected on the current version, with at least one change', async () => {
      const submitted = await record();
      for (const step of ['Correct', 'Reverse'] as const) {
        const input = step === 'Correct' ? { amount: '5' } : undefined;
        expect(await refused(step, submitted, manager, input)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
      }
      const expense = await take('Approve', submitted, manager);
      expect(await refused('Correct', submitted, manager, { amount: '5' })).toMatchObject({ code: 'CONFLICT' });
      expect(await refused('Correct', expense, manager, { amount: '100.00' })).toMatchObject({
        rule: 'nothing-corrected',
      });
      expect(await refused('Correct', expense, manager, { spentOn: '2026-01-31' })).toMatchObject({
        rule: 'project-not-in-work',
      });
      const silent = { ...args('Reverse', expense), reason: '' };
      expect(await app.expectNothingChanged(() => manager.refused('expenseReverse', silent, selection))).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['reason'],
      });
    });

    it("is reversed by the project's manager, never by the person who spent it", async () => {
      const expense = await approved();
      for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN)) {
        const isPartner = role.startsWith('PARTNER');
        const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
        const expected = { code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' };
        expect(await refused('Reverse', expense, client)).toMatchObject(expected);
        expect(await refused('Correct', expense, client, { amount: '5' })).toMatchObject(expected);
      }
      const own = await take('Approve', await record({}, manager), another);
      expect(await refused('Reverse', own, manager)).toMatchObject({ rule: 'own-act' });
      expect(await refused('Correct', own, manager, { amount: '5' })).toMatchObject({ rule: 'own-act' });
      await take('Reverse', expense, await app.as(Role.ADMIN));
    });
  });

  describe('under concurrency', () => {
    const mutate = (client: Client, step: Step, expense: GivenEntry, input?: object) =>
      client.mutate(`expense${step}`, args(step, expense, input), 'expense { id version }');
    const done = (answers: any[]) => answers.filter(({ userErrors }) => userErrors.length === 0);

    it('lets only one of a withdrawal and a decision win', async () => {
      for (let round = 0; round < 4; round += 1) {
        const expense = await record();
        const answers = await Promise.all([
          mutate(consultant, 'Withdraw', expense),
          mutate(manager, 'Approve', expense),
          mutate(manager, 'Reject', expense),
        ]);
        expect(done(answers)).toHaveLength(1);
      }
    });

    it('never refunds more than was spent', async () => {
      const expense = await approved({ amount: '100' });
      const refunds = [];
      for (let count = 0; count < 4; count += 1)
        refunds.push(await record({ amount: '-40', ...(count % 2 && { refundOfId: expense.id }) }));
      const answers = await Promise.all(refunds.map((refund) => mutate(manager, 'Approve', refund)));
      expect(done(answers)).toHaveLength(2);
      expect(await actualCost()).toBe('20.00');
    });

    it('reverses an expense once, or approves its refund', async () => {
      for (let round = 0; round < 3; round += 1) {
        const expense = await approved({ amount: '100' });
        const refund = await record({ amount: '-40', refundOfId: expense.id });
        const answers = await Promise.all([
          mutate(manager, 'Reverse', expense),
          mutate(manager, 'Correct', expense, { amount: '90' }),
          mutate(manager, 'Approve', refund),
        ]);
        expect(done(answers)).toHaveLength(1);
      }
    });
  });

  /** A random step with one of the expenses. */
  const act = fc.record({
    step: fc.constantFrom(
      'Record',
      'Refund',
      'Withdraw',
      'Update',
      'Submit',
      'Discard',
      'Approve',
      'Approve',
      'Reject',
      'Reopen',
      'Reverse',
      'Correct',
    ),
    which: fc.nat({ max: 20 }),
    amount: fc.integer({ min: 1, max: 9 }),
    linked: fc.boolean(),
  });

  it('keeps actual cost equal to the sum of approved expenses after any steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 16 }), async (acts) => {
        const ids = [(await approved({ amount: '7' })).id];
        for (const { step, which, amount, linked } of acts) {
          const id = ids[which % ids.length]!;
          if (step === 'Record' || step === 'Refund') {
            const given =
              step === 'Record' ? { amount: `${amount}` } : { amount: `-${amount}`, ...(linked && { refundOfId: id }) };
            const { expense } = await consultant.mutate('expenseRecord', recording(given), 'expense { id }');
            if (expense) ids.push(expense.id);
            continue;
          }
          const { node } = await manager.query(
            'query ($id: ID!) { node(id: $id) { ... on Expense { version amount { amount } } } }',
            { id },
          );
          const sign = node.amount.amount.startsWith('-') ? '-' : '';
          const input = ['Update', 'Correct'].includes(step) ? { amount: `${sign}${amount}` } : undefined;
          const client = ['Approve', 'Reject', 'Reverse', 'Correct'].includes(step) ? manager : consultant;
          const { expense } = await client.mutate(
            `expense${step}`,
            args(step as Step, { id, version: node.version }, input),
            'expense { id }',
          );
          if (expense && expense.id !== id) ids.push(expense.id);
        }
        const [row] = await app.installation.database.query({
          text: "SELECT COALESCE(SUM(amountMinor), 0) AS total FROM expense WHERE status = 'APPROVED' AND projectId = ?",
          params: [team.project.id],
        });
        expect(Math.round(Number(await actualCost()) * 100)).toBe(Number(row!.total));
        expect(await overdrawn()).toEqual([]);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
