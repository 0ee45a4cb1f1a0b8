import { jobs } from '../../../src/schema';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { clearSanction, type GivenSanction, givenSanction, imposing, sanctionSelection } from '../../support/sanctions';

type GivenAction = { id: string; version: number };

describe('corrective plans', () => {
  let app: TestApp;
  let partner: { id: string };
  let manager: Client;
  let partnerAdmin: Client;
  let sanction: GivenSanction;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    partner = await givenPartner(app);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerAdmin = await app.asPartner(partner.id);
    sanction = await givenSanction(app, partner.id);
  });
  afterAll(() => app.stop());

  const selection = `correctiveAction {
    id version status title description ownedBy assigneeId dueOn outcome completedAt decisionReason completedBy { id }
    sanction { version openActions } availableActions { name allowed blockedBy { code } }
  }`;
  const described = (changes: object = {}) => ({
    title: 'Name a deputy for each project',
    ownedBy: 'PARTNER',
    dueOn: '2026-03-31',
    ...changes,
  });
  const add = async (changes: object = {}, { id, version } = sanction) => {
    const args = { sanctionId: id, version, input: described(changes) };
    const action = await manager.done('correctiveActionAdd', args, selection);
    sanction = { id, version: action.sanction.version };
    return action as GivenAction & { sanction: { version: number } };
  };
  const step = ({ id, version }: GivenAction, changes: object = {}) => ({ id, version, ...changes });
  const done = { input: { outcome: 'Deputies are named.' } };
  const because = { reason: 'Two projects are missing.' };
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('lead to the clearing: actions are added, done, sent back, done again and confirmed', async () => {
    const added = await add();
    expect(added).toMatchObject({
      status: 'OPEN',
      title: 'Name a deputy for each project',
      description: '',
      ownedBy: 'PARTNER',
      assigneeId: null,
      dueOn: '2026-03-31',
      sanction: { openActions: 1 },
    });
    expect(
      await app.expectNothingChanged(() => manager.refused('sanctionClear', imposing(sanction), sanctionSelection)),
    ).toMatchObject({
      rule: 'plan-open',
    });
    const content = { input: described({ title: 'Name deputies', description: 'Each.', dueOn: '2026-04-15' }) };
    const updated = await manager.done('correctiveActionUpdate', step(added, content), selection);
    expect(updated).toMatchObject({ title: 'Name deputies', description: 'Each.', dueOn: '2026-04-15' });
    const first = await partnerAdmin.done('correctiveActionComplete', step(updated, done), selection);
    expect(first).toMatchObject({
      status: 'DONE',
      outcome: 'Deputies are named.',
      completedBy: { id: partnerAdmin.userId },
    });
    const back = await manager.done('correctiveActionSendBack', step(first, because), selection);
    expect(back).toMatchObject({ status: 'OPEN', decisionReason: because.reason, completedBy: null });
    const again = await partnerAdmin.done('correctiveActionComplete', step(back, done), selection);
    const confirmed = await manager.done('correctiveActionConfirm', step(again), selection);
    expect(confirmed).toMatchObject({ status: 'CONFIRMED', sanction: { openActions: 0 }, availableActions: [] });
    const { version } = (confirmed as { sanction: { version: number } }).sanction;
    expect(await clearSanction(app, { ...sanction, version })).toMatchObject({ status: 'CLEARED' });
    expect(await app.factsAbout(added.id)).toEqual([
      'CorrectiveActionAdded',
      'CorrectiveActionUpdated',
      'CorrectiveActionCompleted',
      'CorrectiveActionSentBack',
      'CorrectiveActionCompleted',
      'CorrectiveActionConfirmed',
    ]);
    expect(await app.historyOf(added.id)).toEqual([
      'correctiveActionAdd',
      'correctiveActionUpdate',
      'correctiveActionComplete',
      'correctiveActionSendBack',
      'correctiveActionComplete',
      'correctiveActionConfirm',
    ]);
  });

  it('do not keep the sanction from being cleared by a dropped action, and end with the sanction', async () => {
    const [dropped, left] = [await add(), await add({ ownedBy: 'VENDOR' })];
    const first = await manager.done('correctiveActionDrop', step(dropped, because), selection);
    expect(first).toMatchObject({ status: 'DROPPED', decisionReason: because.reason, sanction: { openActions: 1 } });
    const second = await manager.done('correctiveActionDrop', step(left, because), selection);
    await clearSanction(app, { ...sanction, version: second.sanction.version });
    const args = { sanctionId: sanction.id, version: second.sanction.version + 1, input: described() };
    expect(await refused(manager, 'correctiveActionAdd', args)).toMatchObject({ rule: 'sanction-ended' });
  });

  it('are not confirmed by the user who completed the action', async () => {
    const action = await add({ ownedBy: 'VENDOR' });
    const completed = await manager.done('correctiveActionComplete', step(action, done), selection);
    expect(await refused(manager, 'correctiveActionConfirm', step(completed))).toMatchObject({ rule: 'own-act' });
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    await other.done('correctiveActionConfirm', step(completed), selection);
  });

  it('are completed by the side or the user who does the action', async () => {
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const consultant = await app.as(Role.CONSULTANT);
    const [theirs, vendors, members, consultants] = [
      await add(),
      await add({ ownedBy: 'VENDOR' }),
      await add({ assigneeId: member.userId }),
      await add({ ownedBy: 'VENDOR', assigneeId: consultant.userId }),
    ];
    expect(await refused(manager, 'correctiveActionComplete', step(theirs, done))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(consultant, 'correctiveActionComplete', step(vendors, done))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refused(partnerAdmin, 'correctiveActionComplete', step(vendors, done))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refused(member, 'correctiveActionComplete', step(theirs, done))).toMatchObject({ code: 'NOT_FOUND' });
    const { correctiveActions } = await member.query('{ correctiveActions { nodes { id sanction { id } } } }');
    expect(correctiveActions.nodes).toEqual([{ id: members.id, sanction: null }]);
    expect(await member.done('correctiveActionComplete', step(members, done), selection)).toMatchObject({
      status: 'DONE',
    });
    await consultant.done('correctiveActionComplete', step(consultants, done), selection);
    for (const role of [Role.PROJECT_MANAGER, Role.OPERATIONS, Role.ANALYST, Role.SALES, Role.MENTOR]) {
      const client = await app.as(role);
      for (const [name, args] of [
        ['correctiveActionUpdate', step(theirs, { input: described() })],
        ['correctiveActionDrop', step(theirs, because)],
        ['correctiveActionAdd', { sanctionId: sanction.id, version: sanction.version, input: described() }],
      ] as const) {
        expect(await refused(client, name, args)).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
  });

  it('refuse users of the other side, and days that are over', async () => {
    const args = (changes: object) => ({
      sanctionId: sanction.id,
      version: sanction.version,
      input: described(changes),
    });
    const consultant = await app.createUser([Role.CONSULTANT]);
    expect(await refused(manager, 'correctiveActionAdd', args({ assigneeId: consultant.id }))).toMatchObject({
      field: ['input', 'assigneeId'],
    });
    expect(
      await refused(manager, 'correctiveActionAdd', args({ ownedBy: 'VENDOR', assigneeId: partnerAdmin.userId })),
    ).toMatchObject({ field: ['input', 'assigneeId'] });
    expect(await refused(manager, 'correctiveActionAdd', args({ dueOn: '2026-02-28' }))).toMatchObject({
      field: ['input', 'dueOn'],
    });
  });

  it('are shown to their own partner, and listed by status and due date', async () => {
    const [soon, later] = [await add({ dueOn: '2026-03-10' }), await add({ dueOn: '2026-04-10' })];
    const stranger = await app.asPartner((await givenPartner(app)).id);
    const found = async (client: Client, filter: object) => {
      const document = 'query ($f: CorrectiveActionFilter) { correctiveActions(filter: $f) { nodes { id } } }';
      const { correctiveActions } = await client.query(document, { f: { sanctionId: [sanction.id], ...filter } });
      return correctiveActions.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await found(manager, {})).toEqual([soon.id, later.id]);
    expect(await found(partnerAdmin, { dueBy: '2026-03-31' })).toEqual([soon.id]);
    expect(await found(manager, { status: ['DONE'] })).toEqual([]);
    expect(await found(manager, { partnerId: [partner.id], status: ['OPEN'], dueBy: '2026-04-10' })).toHaveLength(2);
    expect(await found(stranger, {})).toEqual([]);
    expect(await refused(stranger, 'correctiveActionComplete', step(soon, done))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('do not lose an action that is added while the sanction is cleared', async () => {
    const args = { sanctionId: sanction.id, version: sanction.version, input: described() };
    const both = await Promise.all([
      manager.mutate('correctiveActionAdd', args, selection),
      manager.mutate('sanctionClear', imposing(sanction), sanctionSelection),
    ]);
    expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('are reminded of once when an action is overdue, and again after a new due date', async () => {
    const action = await add({ dueOn: '2026-03-02' });
    const run = () =>
      jobs.find(({ name }) => name === 'correctiveActionsRemind')!.run(app.installation.database, {} as never);
    expect(await run()).toBe(0);
    app.clock.advanceDays(1);
    const counts = await Promise.all([run(), run()]);
    expect(counts.sort()).toEqual([0, 1]);
    expect(await run()).toBe(0);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { correctiveAction } = await manager.query('query ($id: ID!) { correctiveAction(id: $id) { id version } }', {
      id: action.id,
    });
    const later = step(correctiveAction, { input: described({ dueOn: '2026-03-03' }) });
    await manager.done('correctiveActionUpdate', later, selection);
    app.clock.advanceDays(1);
    expect(await run()).toBe(1);
    expect(await app.factsAbout(action.id)).toEqual([
      'CorrectiveActionAdded',
      'CorrectiveActionOverdue',
      'CorrectiveActionUpdated',
      'CorrectiveActionOverdue',
    ]);
  });
});
