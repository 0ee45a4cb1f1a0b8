import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenEntry, givenTeam, type Team } from '../../support/costs';

describe('the decision on an expense', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    ({ manager } = team.project);
  });
  afterAll(() => app.stop());

  type Step = 'Approve' | 'Reject';
  const selection = `expense { id version status rejectionReason decidedBy { id }
    availableActions { name allowed blockedBy { code } } }`;
  const args = (step: Step, { id, version }: GivenEntry, reason = 'No receipt.') => ({
    id,
    version,
    ...(step === 'Reject' && { reason }),
  });
  const take = (step: Step, expense: GivenEntry, client = manager) =>
    client.done(`expense${step}`, args(step, expense), selection);
  const refused = (step: Step, expense: GivenEntry, client = manager) =>
    app.expectNothingChanged(() => client.refused(`expense${step}`, args(step, expense), selection));
  const recorded = (client = team.consultant.client): Promise<GivenEntry> => {
    const input = { projectId: team.project.id, kind: 'MATERIAL', spentOn: app.clock.today(), amount: '10' };
    return client.done('expenseRecord', { input }, 'expense { id version }');
  };

  it('approves it for good', async () => {
    const expense = await recorded();
    const { expenses } = await manager.query(
      'query ($id: [ID!]) { expenses(filter: { userId: $id, status: [SUBMITTED] }) { nodes { availableActions { name allowed } } } }',
      { id: [team.consultant.client.userId] },
    );
    expect(expenses.nodes[0].availableActions).toEqual([
      { name: 'expenseWithdraw', allowed: false },
      { name: 'expenseApprove', allowed: true },
      { name: 'expenseReject', allowed: true },
    ]);
    const approved = await take('Approve', expense);
    expect(approved).toMatchObject({
      version: 2,
      status: 'APPROVED',
      rejectionReason: null,
      decidedBy: { id: manager.userId },
      availableActions: [
        { name: 'expenseCorrect', allowed: true, blockedBy: [] },
        { name: 'expenseReverse', allowed: true, blockedBy: [] },
      ],
    });
    for (const step of ['Approve', 'Reject'] as const) {
      expect(await refused(step, approved)).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'APPROVED',
        allowed: ['correct', 'reverse'],
      });
    }
    expect(await app.factsAbout(expense.id)).toEqual(['ExpenseRecorded', 'ExpenseApproved']);
    expect(await app.historyOf(expense.id)).toEqual(['expenseRecord', 'expenseApprove']);
  });

  it('rejects it with its reason', async () => {
    const expense = await recorded(team.member.client);
    const rejected = await take('Reject', expense);
    expect(rejected).toMatchObject({ version: 2, status: 'REJECTED', rejectionReason: 'No receipt.' });
    expect(await refused('Approve', rejected)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'REJECTED' });
    expect(await app.factsAbout(expense.id)).toEqual(['ExpenseRecorded', 'ExpenseRejected']);
    const { node } = await team.member.client.query(
      'query ($id: ID!) { node(id: $id) { ... on Expense { status rejectionReason amount { amount } } } }',
      { id: expense.id },
    );
    expect(node).toEqual({ status: 'REJECTED', rejectionReason: 'No receipt.', amount: { amount: '10.00' } });
  });

  it('refuses a stale version, an unknown id, an id of another kind and an invalid reason', async () => {
    const expense = await recorded();
    expect(await refused('Approve', { ...expense, version: 2 })).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 1,
    });
    const absent = { id: 'expense_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused('Reject', absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    expect(await refused('Approve', team.project)).toMatchObject({ code: 'INVALID_INPUT', field: ['id'] });
    const silent = args('Reject', expense, '');
    const refusal = await app.expectNothingChanged(() => manager.refused('expenseReject', silent, selection));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  });

  it('is never taken on one’s own expense, in any role', async () => {
    const own = await recorded(manager);
    for (const step of ['Approve', 'Reject'] as const) {
      expect(await refused(step, own)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
    }
    const admin = await app.as(Role.ADMIN);
    expect(await take('Approve', own, admin)).toMatchObject({ status: 'APPROVED', decidedBy: { id: admin.userId } });
    // An administrator who works on the project is in the same position.
    const expense = await recorded();
    await app.installation.database.query({
      text: 'UPDATE expense SET userId = ? WHERE id = ?',
      params: [admin.userId, expense.id],
    });
    expect(await refused('Approve', expense, admin)).toMatchObject({ rule: 'own-act' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage the project',
    async (role) => {
      const expense = await recorded();
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      for (const step of ['Approve', 'Reject'] as const) {
        // A partner sees nothing of what the vendor's people spent.
        expect(await refused(step, expense, client)).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
      }
    },
  );

  it('is taken only once under concurrent decisions', async () => {
    const expense = await recorded();
    const answers = await Promise.all(
      (['Approve', 'Reject', 'Approve', 'Reject'] as const).map((step) =>
        manager.mutate(`expense${step}`, args(step, expense), selection),
      ),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });
});
