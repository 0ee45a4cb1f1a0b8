import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, type Team } from '../../support/costs';
import {
  backdateActivation,
  givenActiveProject,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { givenDocument, upload } from '../../support/uploads';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('expenseRecord', () => {
  let app: TestApp;
  let team: Team;
  let consultant: Client;
  let member: Client;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    consultant = team.consultant.client;
    member = team.member.client;
    ({ manager } = team.project);
    // The project is active from today on.
    await backdateActivation(app);
  });
  afterAll(() => app.stop());

  const selection = `expense { id version projectId userId partnerId kind spentOn amount { amount currencyCode } billable
    note phase status rejectionReason project { id } user { id } partner { id } scopeItem { id } decidedBy { id }
    documents { id } availableActions { name allowed blockedBy { code } } }`;
  const args = (changes: object) => ({
    input: { projectId: team.project.id, kind: 'TRAVEL', spentOn: '2026-03-02', amount: '199.90', ...changes },
  });
  const record = (client: Client, changes: object = {}): Promise<any> =>
    client.done('expenseRecord', args(changes), selection);
  const refused = (changes: object, client = consultant) =>
    app.expectNothingChanged(() => client.refused('expenseRecord', args(changes), selection));

  it('records what a person on the project spent, with fact and history', async () => {
    const receipt = await givenDocument(app, consultant);
    const expense = await record(consultant, {
      billable: true,
      note: 'Train to the plant.',
      scopeItemId: team.project.inScope.id,
      phase: 'Build',
      documentIds: [receipt.id],
    });
    expect(expense).toMatchObject({
      version: 1,
      kind: 'TRAVEL',
      spentOn: '2026-03-02',
      amount: { amount: '199.90', currencyCode: 'EUR' },
      billable: true,
      note: 'Train to the plant.',
      phase: 'Build',
      status: 'SUBMITTED',
      rejectionReason: null,
      project: { id: team.project.id },
      user: { id: consultant.userId },
      partner: null,
      scopeItem: { id: team.project.inScope.id },
      decidedBy: null,
      documents: [{ id: receipt.id }],
      availableActions: [
        { name: 'expenseWithdraw', allowed: true, blockedBy: [] },
        { name: 'expenseApprove', allowed: false, blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }] },
        { name: 'expenseReject', allowed: false, blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }] },
      ],
    });
    expect(await app.factsAbout(expense.id)).toEqual(['ExpenseRecorded']);
    expect(await app.historyOf(expense.id)).toEqual(['expenseRecord']);
  });

  it("records what the manager spent, and a partner's member", async () => {
    expect(await record(manager, { kind: 'OTHER' })).toMatchObject({ user: { id: manager.userId }, scopeItem: null });
    const receipt = await givenDocument(app, member);
    expect(await record(member, { documentIds: [receipt.id] })).toMatchObject({
      partner: { id: team.member.partnerId },
      documents: [{ id: receipt.id }],
    });
  });

  it('is in the currency of the statement of work, with no more decimals than it has', async () => {
    const yen = await givenTeam(app, 'JPY');
    const input = { projectId: yen.project.id, amount: '1200' };
    expect(await record(yen.consultant.client, input)).toMatchObject({
      amount: { amount: '1200', currencyCode: 'JPY' },
    });
    const refusal = await refused({ ...input, amount: '1200.5' }, yen.consultant.client);
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'amount'] });
  });

  it.each([
    ['nothing', { amount: '0' }, ['input', 'amount']],
    ['nothing, with a sign', { amount: '-0.00' }, ['input', 'amount']],
    ['a fraction of a cent', { amount: '0.001' }, ['input', 'amount']],
    ['more than is in range', { amount: '1000000000.01' }, ['input', 'amount']],
    ['a refund of more than is in range', { amount: '-1000000000.01' }, ['input', 'amount']],
    ['more than any money', { amount: '9'.repeat(30) }, ['input', 'amount']],
    ['a phase of nothing', { phase: 'Nowhere' }, ['input', 'phase']],
    ['an empty phase', { phase: '' }, ['input', 'phase']],
    ['a note without end', { note: 'x'.repeat(5001) }, ['input', 'note']],
  ])('refuses %s', async (_what, changes, field) => {
    expect(await refused(changes)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('refuses an invalid day, and an amount that is not a number', async () => {
    const document = `mutation ($input: ExpenseRecordInput!) { expenseRecord(input: $input) { ${selection} } }`;
    for (const changes of [{ spentOn: '2026-02-30' }, { amount: '12,50' }, { amount: '1e99' }]) {
      const { input } = args(changes);
      const answer = await consultant.send(document, { input });
      expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('refuses days on which the project was not active, and future days', async () => {
    expect(await refused({ spentOn: '2026-01-31' }, manager)).toMatchObject({
      rule: 'project-not-in-work',
      field: ['input', 'spentOn'],
    });
    expect(await refused({ spentOn: '2026-03-04' })).toMatchObject({
      rule: 'in-the-future',
      field: ['input', 'spentOn'],
    });
    const planned = await givenProject(app, { manager, offeringId: team.project.offeringId });
    expect(await refused({ projectId: planned.id }, manager)).toMatchObject({ rule: 'project-not-in-work' });
    const held = await takeStep(await givenActiveProject(app, { manager }), 'Hold');
    // Money may still be spent on the day of the hold.
    const later = { projectId: held.id, spentOn: '2026-03-03' };
    expect(await refused(later, manager)).toMatchObject({ rule: 'project-not-in-work' });
  });

  it('refuses items that are out of scope, or of another project', async () => {
    const { outOfScope } = team.project;
    const other = await givenActiveProject(app, { manager });
    for (const scopeItemId of [outOfScope.id, other.inScope.id]) {
      expect(await refused({ scopeItemId })).toMatchObject({
        rule: 'not-in-scope',
        field: ['input', 'scopeItemId'],
      });
    }
    expect(await refused({ scopeItemId: other.inScope.id }, member)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('accepts whole receipts that the person sees, about the project or the firm', async () => {
    const own = await givenDocument(app, consultant);
    expect(await refused({ documentIds: [own.id, own.id] })).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'documentIds'],
    });
    const field = ['input', 'documentIds', '0'];
    const ofPartner = await givenDocument(app, member);
    expect(await refused({ documentIds: [ofPartner.id] })).toMatchObject({ code: 'INVALID_INPUT', field });
    expect(await refused({ documentIds: [own.id] }, member)).toMatchObject({ code: 'NOT_FOUND', field });
    const other = await givenActiveProject(app, { manager });
    const { document } = await upload(app, manager, {}, { projectId: other.id });
    expect(await refused({ documentIds: [document.id] })).toMatchObject({ code: 'INVALID_INPUT', field });
    await app.installation.database.query({
      text: "UPDATE document SET scanStatus = 'INFECTED' WHERE id = ?",
      params: [own.id],
    });
    expect(await refused({ documentIds: [own.id] })).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it.each(Object.values(Role))('is not for %s who is neither on the project nor its manager', async (role) => {
    const isPartner = role.startsWith('PARTNER');
    const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
    const isAdmin = role === Role.ADMIN;
    expect(await refused({}, client)).toMatchObject(
      isAdmin ? { code: 'RULE_VIOLATION', rule: 'not-on-the-project' } : { code: 'FORBIDDEN' },
    );
  });

  it("refuses people allocated on other days, and does not find other firms' projects", async () => {
    const { database } = app.installation;
    await database.query({
      text: "UPDATE allocation SET startsOn = '2026-03-01' WHERE id = ?",
      params: [team.consultant.allocationId],
    });
    expect(await refused({ spentOn: '2026-02-28' })).toMatchObject({ code: 'FORBIDDEN' });
    const other = await givenActiveProject(app, { manager });
    expect(await refused({ projectId: other.id }, member)).toMatchObject({
      code: 'NOT_FOUND',
      field: ['input', 'projectId'],
    });
  });

  it("is listed for staff, for the firm's administrator and for the member, as far as they may see", async () => {
    const { id } = await record(member, { spentOn: '2026-02-20' });
    const colleague = await app.asPartner(team.member.partnerId!, Role.PARTNER_MEMBER);
    const administrator = await app.asPartner(team.member.partnerId!, Role.PARTNER_ADMIN);
    const stranger = await app.asPartner((await givenStaffedPartner(app, team.project)).id, Role.PARTNER_ADMIN);
    const document = `query ($filter: ExpenseFilter, $project: ID!, $id: ID!) {
      expenses(filter: $filter) { nodes { id } } project(id: $project) { expenses(first: 100) { nodes { id } } } node(id: $id) { id }
    }`;
    const filter = { to: '2026-02-20', status: ['SUBMITTED'], partnerId: [team.member.partnerId] };
    for (const [client, sees] of [
      [manager, true],
      [member, true],
      [administrator, true],
      [colleague, false],
      [stranger, false],
    ] as const) {
      const found = await client.query(document, { filter, project: team.project.id, id });
      expect(found.expenses.nodes).toEqual(sees ? [{ id }] : []);
      expect(found.project.expenses.nodes.some((each: any) => each.id === id)).toBe(sees);
      expect(found.node).toEqual(sees ? { id } : null);
    }
    const { project } = await member.query(
      'query ($id: ID!) { project(id: $id) { expenses(first: 100) { nodes { userId } } } }',
      { id: team.project.id },
    );
    expect(new Set(project.expenses.nodes.map((each: any) => each.userId))).toEqual(new Set([member.userId]));
  });
});
