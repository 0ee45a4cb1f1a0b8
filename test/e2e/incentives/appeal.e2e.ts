import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenActiveProject, givenStaffedPartner } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { entryOf, givenPosted } from '../../support/incentives';
import {
  clearSanction,
  givenProposal,
  givenSanction,
  imposing,
  proposalOf,
  sanctionSelection,
} from '../../support/sanctions';

type GivenAppeal = { id: string; version: number };

describe('appeals', () => {
  let app: TestApp;
  let partner: { id: string };
  let manager: Client;
  let partnerAdmin: Client;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    app.clock.set('2026-03-02T09:00:00.000Z');
    partner = await givenPartner(app);
    await signIn();
  });
  afterAll(() => app.stop());

  async function signIn(): Promise<void> {
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerAdmin = await app.asPartner(partner.id);
  }
  const selection = `appeal {
    id version status reasons partnerId entryId sanctionId endReason endedAt filedBy { id } endedBy { id } evidence { id }
    sanction { status endReason } availableActions { name allowed blockedBy { code } }
  }`;
  const filing = (target: object, changes: object = {}) => ({
    input: { ...target, reasons: 'The customer moved the dates.', ...changes },
  });
  const file = (target: object, changes: object = {}) =>
    partnerAdmin.done('appealFile', filing(target, changes), selection) as Promise<GivenAppeal>;
  const deciding = ({ id, version }: GivenAppeal, reason = 'The mail of May shows it.') => ({ id, version, reason });
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));
  const penalty = (changes: object = {}) =>
    givenPosted(app, partner.id, { kind: 'PENALTY', points: '-5', amount: '-20', ...changes });
  const balance = async () => {
    const rows = await app.installation.database.query({
      text: 'SELECT SUM(points) AS points, SUM(amountMinor) AS minor FROM incentive_entry WHERE partnerId = ?',
      params: [partner.id],
    });
    return [Number(rows[0]!.points), Number(rows[0]!.minor)];
  };

  it('against a sanction overturn it when they are upheld, and its effect ends', async () => {
    const sanction = await givenSanction(app, partner.id, { effect: 'SUSPEND' });
    const filed = await file({ sanctionId: sanction.id }, { evidenceIds: [partner.id] });
    expect(filed).toMatchObject({
      status: 'OPEN',
      reasons: 'The customer moved the dates.',
      partnerId: partner.id,
      entryId: null,
      sanctionId: sanction.id,
      evidence: [{ id: partner.id }],
      filedBy: { id: partnerAdmin.userId },
      sanction: { status: 'IN_FORCE' },
      availableActions: [
        { name: 'appealUpdate', allowed: true, blockedBy: [] },
        { name: 'appealWithdraw', allowed: true, blockedBy: [] },
        { name: 'appealUphold', allowed: false, blockedBy: [{ code: 'forbidden' }] },
        { name: 'appealReject', allowed: false, blockedBy: [{ code: 'forbidden' }] },
      ],
    });
    const upheld = await manager.done('appealUphold', deciding(filed), selection);
    expect(upheld).toMatchObject({
      status: 'UPHELD',
      endReason: 'The mail of May shows it.',
      endedBy: { id: manager.userId },
      sanction: { status: 'OVERTURNED', endReason: 'The mail of May shows it.' },
      availableActions: [],
    });
    const { partner: found } = await manager.query('query ($id: ID!) { partner(id: $id) { status } }', partner);
    expect(found).toEqual({ status: 'ACTIVE' });
    expect(await app.factsAbout(filed.id)).toEqual(['AppealFiled', 'AppealUpheld']);
    expect(await app.factsAbout(sanction.id)).toContain('SanctionOverturned');
    expect(await app.historyOf(filed.id)).toEqual(['appealFile', 'appealUphold']);
    expect(await app.historyOf(sanction.id)).toEqual(['sanctionPropose', 'sanctionImpose', 'appealUphold']);
  });

  it('against an entry reverse it when they are upheld', async () => {
    const entry = await penalty();
    const before = await balance();
    expect(before).toEqual([-500, -2000]);
    const filed = await file({ entryId: entry.id });
    await manager.done('appealUphold', deciding(filed), selection);
    expect(await balance()).toEqual([0, 0]);
    const { incentiveEntries } = await manager.query(
      'query ($f: IncentiveEntryFilter) { incentiveEntries(filter: $f) { nodes { kind reversesId recordId reason } } }',
      { f: { partnerId: [partner.id], kind: ['REVERSAL'] } },
    );
    expect(incentiveEntries.nodes).toEqual([
      { kind: 'REVERSAL', reversesId: entry.id, recordId: filed.id, reason: 'The mail of May shows it.' },
    ]);
  });

  it('leave the entry as it is when they are rejected, and cannot be filed again', async () => {
    const entry = await penalty();
    const filed = await file({ entryId: entry.id });
    const rejected = await manager.done('appealReject', deciding(filed, 'The dates were agreed.'), selection);
    expect(rejected).toMatchObject({ status: 'REJECTED', endReason: 'The dates were agreed.' });
    expect(await balance()).toEqual([-500, -2000]);
    expect(await refused(partnerAdmin, 'appealFile', filing({ entryId: entry.id }))).toMatchObject({
      rule: 'already-appealed',
      field: ['input', 'entryId'],
    });
    for (const name of ['appealUphold', 'appealReject']) {
      expect(await refused(manager, name, deciding(rejected))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    }
  });

  it('are corrected by the partner while open, withdrawn, and filed again in time', async () => {
    const sanction = await givenSanction(app, partner.id);
    const filed = await file({ sanctionId: sanction.id });
    expect(await refused(partnerAdmin, 'appealFile', filing({ sanctionId: sanction.id }))).toMatchObject({
      rule: 'already-appealed',
    });
    const content = { input: { reasons: 'We were not staffed then.', evidenceIds: [partner.id] } };
    const changing = { id: filed.id, version: filed.version, ...content };
    const corrected = await partnerAdmin.done('appealUpdate', changing, selection);
    expect(corrected).toMatchObject({ reasons: 'We were not staffed then.', evidence: [{ id: partner.id }] });
    expect(await refused(manager, 'appealUphold', deciding(filed))).toMatchObject({ code: 'CONFLICT' });
    const withdrawn = await partnerAdmin.done('appealWithdraw', deciding(corrected, 'We agree.'), selection);
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', endReason: 'We agree.', sanction: { status: 'IN_FORCE' } });
    expect(await file({ sanctionId: sanction.id })).toMatchObject({ status: 'OPEN' });
    expect(await app.factsAbout(filed.id)).toEqual(['AppealFiled', 'AppealUpdated', 'AppealWithdrawn']);
  });

  it('are filed within the appeal days', async () => {
    const [entry, sanction] = [await penalty(), await givenSanction(app, partner.id)];
    const windows = await partnerAdmin.query(
      'query ($s: ID!) { sanction(id: $s) { appealDueOn } incentiveEntries { nodes { appealDueOn } } }',
      { s: sanction.id },
    );
    expect(windows).toEqual({
      sanction: { appealDueOn: '2026-04-01' },
      incentiveEntries: { nodes: [{ appealDueOn: '2026-04-01' }] },
    });
    app.clock.advanceDays(31);
    await signIn();
    for (const target of [{ entryId: entry.id }, { sanctionId: sanction.id }]) {
      expect(await refused(partnerAdmin, 'appealFile', filing(target))).toMatchObject({ rule: 'appeal-too-late' });
    }
    app.clock.advanceDays(-1);
    await signIn();
    await file({ entryId: entry.id });
    await file({ sanctionId: sanction.id });
  });

  it('name one entry or sanction that can be undone', async () => {
    const proposal = await givenProposal(app, partner.id);
    const entry = await penalty();
    expect(await refused(partnerAdmin, 'appealFile', filing({}))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(
      await refused(partnerAdmin, 'appealFile', filing({ entryId: entry.id, sanctionId: proposal.id })),
    ).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused(partnerAdmin, 'appealFile', filing({ sanctionId: proposal.id }))).toMatchObject({
      rule: 'not-imposed',
    });
    const reversing = { id: entry.id, input: { reason: 'A mistake.', recordId: partner.id } };
    const reversal = await manager.done('incentiveReverse', reversing, 'entry { id }');
    for (const id of [entry.id, reversal.id]) {
      expect(await refused(partnerAdmin, 'appealFile', filing({ entryId: id }))).toMatchObject({
        code: 'RULE_VIOLATION',
      });
    }
  });

  it('are rejected as settled, if the entry was reversed meanwhile', async () => {
    const entry = await penalty();
    const filed = await file({ entryId: entry.id });
    const reversing = { id: entry.id, input: { reason: 'A mistake.', recordId: partner.id } };
    await manager.done('incentiveReverse', reversing, 'entry { id }');
    expect(await refused(manager, 'appealUphold', deciding(filed))).toMatchObject({ rule: 'already-reversed' });
    await manager.done('appealReject', deciding(filed), selection);
  });

  it('overturn a sanction that was cleared before the decision', async () => {
    const sanction = await givenSanction(app, partner.id);
    const filed = await file({ sanctionId: sanction.id });
    await manager.done('sanctionClear', imposing(sanction), sanctionSelection);
    const upheld = await manager.done('appealUphold', deciding(filed), selection);
    expect(upheld).toMatchObject({ sanction: { status: 'OVERTURNED' } });
  });

  it('leave a partner suspended that was suspended for another reason after the sanction had ended', async () => {
    const sanction = await givenSanction(app, partner.id, { effect: 'SUSPEND' });
    const filed = await file({ sanctionId: sanction.id });
    await clearSanction(app, sanction);
    const find = async () =>
      (await manager.query('query ($id: ID!) { partner(id: $id) { version status statusReason } }', { id: partner.id }))
        .partner;
    const suspending = { id: partner.id, version: (await find()).version, reason: 'Under review.' };
    await manager.done('partnerSuspend', suspending, 'partner { id }');
    const upheld = await manager.done('appealUphold', deciding(filed), selection);
    expect(upheld).toMatchObject({ sanction: { status: 'OVERTURNED' } });
    expect(await find()).toMatchObject({ status: 'SUSPENDED', statusReason: 'Under review.' });
  });

  it('are not decided by users who took part', async () => {
    const administrator = await app.as(Role.ADMIN);
    const poster = await app.as(Role.ECOSYSTEM_MANAGER);
    const own = await poster.done('incentivePost', { input: entryOf(partner.id) }, 'entry { id }');
    const onEntry = await file({ entryId: own.id });

    const recorder = await app.as(Role.PROJECT_MANAGER, Role.ECOSYSTEM_MANAGER);
    const project = await givenActiveProject(app, { manager: recorder });
    const firm = await givenStaffedPartner(app, project);
    const incident = await recorder.done(
      'incidentOpen',
      { input: { projectId: project.id, title: 'Nothing prints', severity: 1, partnerId: firm.id } },
      'incident { id }',
    );
    const [author, decider] = [await app.as(Role.ECOSYSTEM_MANAGER), await app.as(Role.ECOSYSTEM_MANAGER)];
    const proposing = proposalOf(firm.id, { safety: true, evidenceIds: [incident.id] });
    const proposed = await author.done('sanctionPropose', proposing, sanctionSelection);
    const imposed = await decider.done('sanctionImpose', imposing(proposed), sanctionSelection);
    const firmAdmin = await app.asPartner(firm.id);
    const onSanction = await firmAdmin.done('appealFile', filing({ sanctionId: imposed.id }), selection);

    for (const [client, appeal] of [
      [poster, onEntry],
      [author, onSanction],
      [decider, onSanction],
      [recorder, onSanction],
    ] as const) {
      for (const name of ['appealUphold', 'appealReject']) {
        expect(await refused(client, name, deciding(appeal))).toMatchObject({ rule: 'own-act' });
      }
    }
    await administrator.done('appealReject', deciding(onSanction), selection);
    await author.done('appealUphold', deciding(onEntry), selection);
  });

  it('are filed by the administrator of the partner, and decided by ECOSYSTEM_MANAGER', async () => {
    const [entry, sanction] = [await penalty(), await givenSanction(app, partner.id)];
    const filed = await file({ sanctionId: sanction.id });
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const stranger = await app.asPartner((await givenPartner(app)).id);
    for (const client of [member, stranger]) {
      for (const [name, args] of [
        ['appealFile', filing({ entryId: entry.id })],
        ['appealFile', filing({ sanctionId: sanction.id })],
        ['appealUpdate', { id: filed.id, version: filed.version, input: { reasons: 'No.' } }],
        ['appealWithdraw', deciding(filed)],
        ['appealUphold', deciding(filed)],
      ] as const) {
        expect(await refused(client, name, args)).toMatchObject({ code: 'NOT_FOUND' });
      }
      expect((await client.query('{ appeals { totalCount } }')).appeals.totalCount).toBe(0);
    }
    for (const name of ['appealUphold', 'appealReject']) {
      expect(await refused(partnerAdmin, name, deciding(filed))).toMatchObject({ code: 'FORBIDDEN' });
    }
    for (const role of [Role.PROJECT_MANAGER, Role.SALES, Role.OPERATIONS, Role.ANALYST]) {
      const client = await app.as(role);
      expect(
        (await client.query('query ($id: ID!) { appeal(id: $id) { id } }', { id: filed.id })).appeal,
      ).not.toBeNull();
      for (const name of ['appealUphold', 'appealReject', 'appealWithdraw']) {
        expect(await refused(client, name, deciding(filed))).toMatchObject({ code: 'FORBIDDEN' });
      }
      expect(await refused(client, 'appealFile', filing({ sanctionId: sanction.id }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    for (const role of [Role.MENTOR, Role.CONSULTANT]) {
      expect(await refused(await app.as(role), 'appealUphold', deciding(filed))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('are listed by partner, entry, sanction and status', async () => {
    const [entry, sanction] = [await penalty(), await givenSanction(app, partner.id)];
    const [onEntry, onSanction] = [await file({ entryId: entry.id }), await file({ sanctionId: sanction.id })];
    await manager.done('appealReject', deciding(onSanction), selection);
    const found = async (filter: object) => {
      const document = `query ($f: AppealFilter) { appeals(filter: $f, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } }`;
      const { appeals } = await manager.query(document, { f: { partnerId: [partner.id], ...filter } });
      return appeals.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await found({})).toEqual([onEntry.id, onSanction.id]);
    expect(await found({ entryId: [entry.id] })).toEqual([onEntry.id]);
    expect(await found({ sanctionId: [sanction.id] })).toEqual([onSanction.id]);
    expect(await found({ status: ['OPEN'] })).toEqual([onEntry.id]);
  });

  it('are decided once, if two managers decide concurrently', async () => {
    const entry = await penalty();
    const filed = await file({ entryId: entry.id });
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const both = await Promise.all([
      manager.mutate('appealUphold', deciding(filed), selection),
      other.mutate('appealUphold', deciding(filed), selection),
    ]);
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual([expect.objectContaining({ code: 'CONFLICT' })]);
    expect(await balance()).toEqual([0, 0]);
  });

  it('are filed once, if two are filed concurrently', async () => {
    const sanction = await givenSanction(app, partner.id);
    const both = await Promise.all(
      [1, 2].map(() => partnerAdmin.mutate('appealFile', filing({ sanctionId: sanction.id }), selection)),
    );
    expect(both.flatMap(({ userErrors }) => userErrors)).toHaveLength(1);
  });

  it('reverse an entry once, if it is reversed by hand while the appeal is upheld', async () => {
    const entry = await penalty();
    const filed = await file({ entryId: entry.id });
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const reversing = { id: entry.id, input: { reason: 'A mistake.', recordId: partner.id } };
    await Promise.all([
      manager.mutate('appealUphold', deciding(filed), selection),
      other.mutate('incentiveReverse', reversing, 'entry { id }'),
    ]);
    expect(await balance()).toEqual([0, 0]);
  });
});
