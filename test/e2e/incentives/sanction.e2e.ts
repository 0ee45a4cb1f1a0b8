import { jobs } from '../../../src/schema';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject } from '../../support/delivery';
import { givenOffering, givenPartner } from '../../support/given';
import {
  clearSanction,
  givenProposal,
  type GivenSanction,
  givenSanction,
  imposing,
  proposalOf,
  sanctionSelection as selection,
} from '../../support/sanctions';

describe('sanctions', () => {
  let app: TestApp;
  let partner: { id: string };
  let author: Client;
  let decider: Client;
  let partnerAdmin: Client;

  beforeEach(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
    await signIn();
  });
  afterEach(() => app.stop());

  async function signIn(): Promise<void> {
    author = await app.as(Role.ECOSYSTEM_MANAGER);
    decider = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerAdmin = await app.asPartner(partner.id);
  }
  /** Moves on to another day, on which everybody signs in again. */
  async function after(days: number): Promise<void> {
    app.clock.advanceDays(days);
    await signIn();
  }
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));
  const answering = ({ id, version }: GivenSanction, answer = 'The customer moved the dates.') => ({
    id,
    version,
    input: { answer },
  });
  const contentOf = (changes: object) => {
    const { partnerId, ...content } = proposalOf(partner.id, changes).input;
    return { ...content, evidenceIds: [partnerId] };
  };
  const names = (sanction: { availableActions: { name: string; allowed: boolean }[] }) =>
    sanction.availableActions.filter(({ allowed }) => allowed).map(({ name }) => name);

  it('are proposed, answered, imposed after the response period, and cleared, with history and facts', async () => {
    const proposed = await author.done('sanctionPropose', proposalOf(partner.id), selection);
    expect(proposed).toMatchObject({
      status: 'PROPOSED',
      severity: 'MAJOR',
      effect: 'NO_NEW_STAFFING',
      reasons: 'Two milestones were missed without notice.',
      evidence: [{ id: partner.id }],
      responseDueOn: '2026-03-16',
      endsOn: null,
      startsOn: null,
      proposedBy: { id: author.userId },
      imposedBy: null,
    });
    expect(names(proposed)).toEqual(['sanctionUpdate', 'sanctionWithdraw', 'correctiveActionAdd']);
    const first = await partnerAdmin.done('sanctionAnswer', answering(proposed, 'It was not us.'), selection);
    const answered = await partnerAdmin.done('sanctionAnswer', answering(first), selection);
    expect(answered).toMatchObject({
      status: 'PROPOSED',
      answer: 'The customer moved the dates.',
      answeredAt: app.clock.now().toISOString(),
    });
    expect(names(answered)).toEqual(['sanctionAnswer']);
    await after(14);
    expect(await refused(decider, 'sanctionImpose', imposing(answered))).toMatchObject({ rule: 'response-period' });
    await after(1);
    const inForce = await decider.done('sanctionImpose', imposing(answered), selection);
    expect(inForce).toMatchObject({
      status: 'IN_FORCE',
      startsOn: '2026-03-17',
      appealDueOn: '2026-04-16',
      imposedBy: { id: decider.userId },
      impositionReason: 'The answer does not explain it.',
    });
    expect(names(inForce)).toEqual(['sanctionClear', 'correctiveActionAdd']);
    const cleared = await clearSanction(app, inForce);
    expect(cleared).toMatchObject({ status: 'CLEARED', endReason: 'The plan was carried out.', availableActions: [] });
    expect(await app.factsAbout(proposed.id)).toEqual([
      'SanctionProposed',
      'SanctionAnswered',
      'SanctionAnswered',
      'SanctionImposed',
      'SanctionCleared',
    ]);
    expect(await app.historyOf(proposed.id)).toEqual([
      'sanctionPropose',
      'sanctionAnswer',
      'sanctionAnswer',
      'sanctionImpose',
      'sanctionClear',
    ]);
    for (const [client, name] of [
      [decider, 'sanctionImpose'],
      [decider, 'sanctionClear'],
      [decider, 'sanctionWithdraw'],
    ] as const) {
      expect(await refused(client, name, imposing(cleared))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'CLEARED',
      });
    }
    expect(await refused(partnerAdmin, 'sanctionAnswer', answering(cleared))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('are decided by another person than the one who proposed or changed them', async () => {
    const administrator = await app.as(Role.ADMIN);
    const own = await administrator.done('sanctionPropose', proposalOf(partner.id, { safety: true }), selection);
    expect(await refused(administrator, 'sanctionImpose', imposing(own))).toMatchObject({ rule: 'own-act' });
    const proposed = await author.done('sanctionPropose', proposalOf(partner.id, { safety: true }), selection);
    const content = contentOf({ safety: true, severity: 'MINOR' });
    const changing = { id: proposed.id, version: proposed.version, input: content };
    expect(await refused(decider, 'sanctionUpdate', changing)).toMatchObject({ code: 'FORBIDDEN' });
    const changed = await administrator.done('sanctionUpdate', changing, selection);
    expect(changed).toMatchObject({ severity: 'MINOR', proposedBy: { id: author.userId } });
    for (const client of [author, administrator]) {
      expect(await refused(client, 'sanctionImpose', imposing(changed))).toMatchObject({ rule: 'own-act' });
    }
    expect(await decider.done('sanctionImpose', imposing(changed), selection)).toMatchObject({ status: 'IN_FORCE' });
  });

  it('for safety come into force without a response period', async () => {
    const proposed = await author.done('sanctionPropose', proposalOf(partner.id, { safety: true }), selection);
    expect(proposed).toMatchObject({ safety: true, responseDueOn: null });
    expect(await decider.done('sanctionImpose', imposing(proposed), selection)).toMatchObject({ status: 'IN_FORCE' });
  });

  it('are corrected as a whole while proposed, which begins the response period again', async () => {
    const offering = await givenOffering(app);
    const proposed = await author.done('sanctionPropose', proposalOf(partner.id), selection);
    await after(5);
    const changes = {
      offeringId: offering.id,
      severity: 'SEVERE',
      effect: 'NO_NEW_DEALS',
      reasons: 'Three were missed.',
      safety: false,
      endsOn: '2026-06-30',
    };
    const admin = await app.as(Role.ADMIN);
    const changing = { id: proposed.id, version: proposed.version, input: { ...changes, evidenceIds: [offering.id] } };
    const changed = await admin.done('sanctionUpdate', changing, selection);
    expect(changed).toMatchObject({ ...changes, evidence: [{ id: offering.id }], responseDueOn: '2026-03-21' });
    expect(await refused(admin, 'sanctionUpdate', changing)).toMatchObject({ code: 'CONFLICT' });
    const withdrawn = await decider.done('sanctionWithdraw', imposing(changed, 'A mistake.'), selection);
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', endReason: 'A mistake.', availableActions: [] });
    expect(await app.factsAbout(proposed.id)).toEqual(['SanctionProposed', 'SanctionUpdated', 'SanctionWithdrawn']);
  });

  it.each<[string, object, string[]]>([
    ['no evidence', { evidenceIds: [] }, ['input', 'evidenceIds']],
    [
      'evidence that does not exist',
      { evidenceIds: ['project_01jd5s9c0ye5rt3t7m6x0j5d1q'] },
      ['input', 'evidenceIds', '0'],
    ],
    ['evidence that is not a record', { evidenceIds: ['archive/1'] }, ['input', 'evidenceIds', '0']],
    ['no reasons', { reasons: ' ' }, ['input', 'reasons']],
    ['an end within the response period', { endsOn: '2026-03-16' }, ['input', 'endsOn']],
    ['an end in the past', { safety: true, endsOn: '2026-03-01' }, ['input', 'endsOn']],
  ])('refuse %s', async (_, changes, field) => {
    expect(await refused(author, 'sanctionPropose', proposalOf(partner.id, changes))).toMatchObject({ field });
  });

  it('refuse evidence about another partner, and a suspension in one offering', async () => {
    const other = await givenSanction(app, (await givenPartner(app)).id);
    expect(
      await refused(author, 'sanctionPropose', proposalOf(partner.id, { evidenceIds: [partner.id, other.id] })),
    ).toMatchObject({ field: ['input', 'evidenceIds', '1'] });
    const { id: offeringId } = await givenOffering(app);
    const suspension = proposalOf(partner.id, { effect: 'SUSPEND', offeringId });
    expect(await refused(author, 'sanctionPropose', suspension)).toMatchObject({ field: ['input', 'offeringId'] });
  });

  it('are against partners that are ACTIVE or SUSPENDED', async () => {
    for (const status of ['APPLICANT', 'ONBOARDING', 'TERMINATED', 'REJECTED']) {
      const { id } = await givenPartner(app, { status } as object);
      expect(await refused(author, 'sanctionPropose', proposalOf(id))).toMatchObject({ rule: 'partner-not-active' });
    }
    const { id } = await givenPartner(app, { status: 'SUSPENDED' } as object);
    expect(await author.done('sanctionPropose', proposalOf(id), selection)).toMatchObject({ status: 'PROPOSED' });
  });

  it('end by the daily job after their last day', async () => {
    const sanction = await givenSanction(app, partner.id, { endsOn: '2026-03-20' });
    app.clock.advanceDays(18);
    expect((await app.installation.jobs.run('sanctionsExpire'))!.changed).toBe(0);
    app.clock.advanceDays(1);
    expect((await app.installation.jobs.run('sanctionsExpire'))!.changed).toBe(1);
    await signIn();
    const { sanction: found } = await author.query(
      `query ($id: ID!) { sanction(id: $id) { status endReason endedBy { id } } }`,
      {
        id: sanction.id,
      },
    );
    expect(found).toEqual({ status: 'EXPIRED', endReason: null, endedBy: null });
    expect(await app.factsAbout(sanction.id)).toEqual(['SanctionProposed', 'SanctionImposed', 'SanctionExpired']);
    expect((await app.installation.jobs.run('sanctionsExpire'))!.changed).toBe(0);
  });

  it('are proposed by managers, answered by the administrator of the partner, and decided by ECOSYSTEM_MANAGER', async () => {
    const proposed = await givenProposal(app, partner.id, { safety: true });
    const inForce = await givenSanction(app, partner.id);
    const allowed: Partial<Record<Role, string[]>> = {
      [Role.ECOSYSTEM_MANAGER]: ['sanctionPropose', 'sanctionImpose', 'sanctionWithdraw', 'sanctionClear'],
      [Role.PROJECT_MANAGER]: ['sanctionPropose'],
    };
    const staff = Object.values(Role).filter(
      (role) => ![Role.ADMIN, Role.PARTNER_ADMIN, Role.PARTNER_MEMBER].includes(role),
    );
    for (const role of staff) {
      const client = await app.as(role);
      for (const [name, args] of [
        ['sanctionPropose', proposalOf(partner.id)],
        ['sanctionImpose', imposing(proposed)],
        ['sanctionWithdraw', imposing(proposed)],
        ['sanctionClear', imposing(inForce)],
        ['sanctionAnswer', answering(proposed)],
      ] as const) {
        if (allowed[role]?.includes(name)) continue;
        expect([role, name, await refused(client, name, args)]).toMatchObject([role, name, { code: 'FORBIDDEN' }]);
      }
    }
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    expect(await refused(member, 'sanctionAnswer', answering(proposed))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(partnerAdmin, 'sanctionPropose', proposalOf(partner.id))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(partnerAdmin, 'sanctionClear', imposing(inForce))).toMatchObject({ code: 'FORBIDDEN' });
    const manager = await app.as(Role.PROJECT_MANAGER);
    const own = await manager.done('sanctionPropose', proposalOf(partner.id), selection);
    expect(names(own)).toEqual(['sanctionUpdate', 'sanctionWithdraw', 'correctiveActionAdd']);
  });

  it('are shown to staff and to administrators of the partner, with the evidence that these may see', async () => {
    const foreign = await givenSanction(app, (await givenPartner(app)).id);
    const offering = await givenOffering(app);
    const project = await givenProject(app);
    const own = await givenSanction(app, partner.id, { evidenceIds: [offering.id, project.id] });
    const document = `query ($id: ID!) {
      sanctions { totalCount nodes { id evidence { id } proposedBy { id } } }
      sanction(id: $id) { id }
    }`;
    const seen = await partnerAdmin.query(document, { id: foreign.id });
    expect(seen).toEqual({
      sanctions: { totalCount: 1, nodes: [{ id: own.id, evidence: [{ id: offering.id }], proposedBy: null }] },
      sanction: null,
    });
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    expect((await member.query(document, { id: own.id })).sanctions.totalCount).toBe(0);
    const analyst = await app.as(Role.ANALYST);
    const all = await analyst.query(document, { id: own.id });
    expect(all).toMatchObject({ sanctions: { totalCount: 2 }, sanction: { id: own.id } });
    expect(all.sanctions.nodes[0].evidence).toEqual([{ id: offering.id }, { id: project.id }]);
  });

  it('are listed by partner, offering, status, severity, effect and dates', async () => {
    const offering = await givenOffering(app);
    const proposed = await givenProposal(app, partner.id, {
      severity: 'MINOR',
      effect: 'NOTICE',
      endsOn: '2026-04-01',
    });
    const inOffering = await givenSanction(app, partner.id, { offeringId: offering.id, severity: 'SEVERE' });
    const elsewhere = await givenSanction(app, (await givenPartner(app)).id);
    const found = async (filter: object) => {
      const order = 'orderBy: { field: CREATED_AT, direction: ASC }';
      const document = `query ($filter: SanctionFilter) { sanctions(filter: $filter, ${order}) { nodes { id } } }`;
      const { sanctions } = await author.query(document, { filter });
      return sanctions.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await found({})).toEqual([proposed.id, inOffering.id, elsewhere.id]);
    expect(await found({ partnerId: [partner.id] })).toEqual([proposed.id, inOffering.id]);
    expect(await found({ offeringId: [offering.id] })).toEqual([inOffering.id]);
    expect(await found({ status: ['PROPOSED'] })).toEqual([proposed.id]);
    expect(await found({ severity: ['SEVERE', 'MINOR'] })).toEqual([proposed.id, inOffering.id]);
    expect(await found({ effect: ['NOTICE'] })).toEqual([proposed.id]);
    expect(await found({ responseDueBy: '2026-03-16' })).toEqual([proposed.id]);
    expect(await found({ responseDueBy: '2026-03-15' })).toEqual([]);
    expect(await found({ endsBy: '2026-04-01' })).toEqual([proposed.id]);
  });

  it('are either imposed or withdrawn, if both happen concurrently', async () => {
    const proposal = await givenProposal(app, partner.id, { safety: true });
    const both = await Promise.all([
      decider.mutate('sanctionImpose', imposing(proposal), selection),
      author.mutate('sanctionWithdraw', imposing(proposal), selection),
    ]);
    expect(both.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual([expect.objectContaining({ code: 'CONFLICT' })]);
  });

  it('expire once, if two nodes run the job at the same time', async () => {
    const sanction = await givenSanction(app, partner.id, { endsOn: '2026-03-02', effect: 'SUSPEND' });
    app.clock.advanceDays(1);
    const job = jobs.find(({ name }) => name === 'sanctionsExpire')!;
    const { database } = app.installation;
    const counts = await Promise.all([1, 2].map(() => job.run(database, {} as never)));
    expect(counts.sort()).toEqual([0, 1]);
    expect(await app.factsAbout(sanction.id)).toEqual(['SanctionProposed', 'SanctionImposed', 'SanctionExpired']);
    expect(await app.factsAbout(partner.id)).toEqual(['PartnerSuspended', 'PartnerReinstated']);
  });
});
