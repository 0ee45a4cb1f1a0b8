import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject, takeStep } from '../../support/delivery';
import { givenOffering, givenPartner } from '../../support/given';
import { givenDraft, givenSignedSow, scopeItem, sowContent } from '../../support/sow';
import { givenPlaybook, givenPlaybookDraft } from '../../support/playbooks';

describe('the standardisation of an offering', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const check = 'verdict explanation angles { angle verdict explanation observed evidence }';
  const selection = `offering { id version standardisation standardisationSteps
    standardisationDecisions { nodes { from to reason decidedAt decidedBy { id } check { ${check} } } } }`;
  const args = ({ id, version }: { id: string; version: number }, to: string, reason = 'Done three times alike.') => ({
    id,
    version,
    input: { to, reason },
  });
  const standardise = (offering: { id: string; version: number }, to: string, client = manager) =>
    client.done('offeringStandardise', args(offering, to), selection);
  const refused = (offering: { id: string; version: number }, to: string, client = manager) =>
    app.expectNothingChanged(() => client.refused('offeringStandardise', args(offering, to), selection));
  const given = async (standardisation = 'CUSTOM') => ({
    id: (await givenOffering(app, { standardisation })).id,
    version: 1,
  });
  const checkOf = async (id: string, client = manager) =>
    (await client.query(`query ($id: ID!) { offering(id: $id) { standardisationCheck { ${check} } } }`, { id }))
      .offering.standardisationCheck;

  describe('the check', () => {
    it('abstains if nothing was sold, delivered or published', async () => {
      const { verdict, explanation, angles } = await checkOf((await given()).id);
      expect(verdict).toBe('UNDECIDED');
      expect(explanation).toBe('No vote: no records for scenarios and pricing and customers.');
      expect(angles.map((each: { verdict: string }) => each.verdict)).toEqual(['UNDECIDED', 'UNDECIDED', 'UNDECIDED']);
    });

    it('counts customers, published playbooks and signed scope of projects that were not cancelled', async () => {
      const { id } = await given();
      const project = await givenProject(app, { offeringId: id });
      const items = [
        scopeItem({ offeringId: id, standard: true }),
        scopeItem({ offeringId: id, standard: false, title: 'Screens', deliverables: [] }),
        scopeItem({ offeringId: id, standard: false, title: 'Reports', deliverables: [] }),
        // Items out of scope, and items of no offering, do not count.
        scopeItem({ offeringId: id, standard: true, inScope: false, title: 'Hardware', deliverables: [] }),
        scopeItem({ standard: true, title: 'Travel', deliverables: [] }),
      ];
      const sow = await givenSignedSow(app, project, sowContent({ scopeItems: items }));
      // Neither a draft nor a cancelled project counts.
      await givenDraft(await givenProject(app, { offeringId: id }), sowContent({ scopeItems: [items[0]] }));
      const cancelled = await givenProject(app, { offeringId: id });
      await givenSignedSow(app, cancelled, sowContent({ scopeItems: [items[0]] }));
      await takeStep(cancelled, 'Cancel');
      const first = await givenPlaybook(app, { offeringId: id });
      await givenPlaybookDraft(app, { offeringId: id });
      const found = await checkOf(id);
      expect(found).toMatchObject({
        verdict: 'CUSTOM',
        explanation: '3 to 0 for custom: custom by scenarios and pricing and customers.',
        angles: [
          { angle: 'SCENARIOS', verdict: 'CUSTOM', observed: '2 customers, 1 published version' },
          { angle: 'PRICING', verdict: 'CUSTOM', observed: '2 of 3 items sold are one-off', evidence: [sow.id] },
          // The customers of the tests are large.
          { angle: 'CUSTOMERS', verdict: 'CUSTOM', observed: '2 of 2 customers large or government' },
        ],
      });
      expect(found.angles[0].evidence).toHaveLength(3);
      expect(found.angles[0].evidence).toEqual(expect.arrayContaining([project.customerId, first.id]));

      // A replaced edition was published all the same.
      await givenPlaybook(app, { offeringId: id });
      await givenPlaybook(app, { offeringId: id });
      expect(await checkOf(id)).toMatchObject({
        verdict: 'CUSTOM',
        angles: [
          { verdict: 'STANDARD', observed: '2 customers, 3 published versions' },
          { verdict: 'CUSTOM' },
          { verdict: 'CUSTOM' },
        ],
      });
    });

    it('costs the same statements for one offering and for many', async () => {
      const list = `{ offerings(first: 50) { nodes { standardisationCheck { ${check} } } } }`;
      const one = await app.countStatements(() => manager.query(list));
      for (let many = 0; many < 3; many += 1) await given();
      expect(await app.countStatements(() => manager.query(list))).toBe(one);
    });

    it.each([Role.PARTNER_ADMIN, Role.PARTNER_MEMBER])('is hidden from a %s', async (role) => {
      const { id } = await given();
      const client = await app.asPartner((await givenPartner(app)).id, role);
      expect(await checkOf(id, client)).toBeNull();
    });

    it.each(Object.values(Role).filter((role) => !role.startsWith('PARTNER')))('is shown to %s', async (role) => {
      expect(await checkOf((await given()).id, await app.as(role))).toMatchObject({ verdict: 'UNDECIDED' });
    });
  });

  it('moves up and down one step at a time, each with its reason and the check', async () => {
    let offering = await given();
    const steps = ['STANDARDISED', 'AUTOMATED', 'TOOLED', 'AUTOMATED', 'STANDARDISED', 'CUSTOM'];
    for (const [index, to] of steps.entries()) {
      app.clock.set(new Date(app.clock.now().getTime() + 1_000));
      offering = await standardise(offering, to);
      expect(offering).toMatchObject({ version: index + 2, standardisation: to });
    }
    const whole = offering as unknown as {
      standardisationSteps: string[];
      standardisationDecisions: { nodes: object[] };
    };
    expect(whole.standardisationSteps).toEqual(['STANDARDISED']);
    expect(whole.standardisationDecisions.nodes).toHaveLength(6);
    expect(whole.standardisationDecisions.nodes[0]).toMatchObject({
      from: 'STANDARDISED',
      to: 'CUSTOM',
      reason: 'Done three times alike.',
      decidedAt: app.clock.now().toISOString(),
      decidedBy: { id: manager.userId },
      check: { verdict: 'UNDECIDED', angles: [{ angle: 'SCENARIOS' }, { angle: 'PRICING' }, { angle: 'CUSTOMERS' }] },
    });
    expect(await app.factsAbout(offering.id)).toEqual(['OfferingCreated', ...steps.map(() => 'OfferingStandardised')]);
    expect(await app.historyOf(offering.id)).toEqual(['offeringCreate', ...steps.map(() => 'offeringStandardise')]);
  });

  it('keeps the check of that moment', async () => {
    const offering = await given();
    await givenProject(app, { offeringId: offering.id });
    const before = await checkOf(offering.id);
    const after = await standardise(offering, 'STANDARDISED');
    await givenProject(app, { offeringId: offering.id });
    expect(after.standardisationDecisions.nodes[0].check).toEqual(before);
    const query = `query ($id: ID!) { offering(id: $id) { standardisationDecisions { nodes { id check { ${check} } } } } }`;
    const [decision] = (await manager.query(query, offering)).offering.standardisationDecisions.nodes;
    expect(decision.check).toEqual(before);
    expect(await checkOf(offering.id)).not.toEqual(before);
  });

  it.each([
    ['CUSTOM', 'CUSTOM', 'already'],
    ['CUSTOM', 'AUTOMATED', 'STANDARDISED'],
    ['CUSTOM', 'TOOLED', 'STANDARDISED'],
    ['STANDARDISED', 'TOOLED', 'AUTOMATED'],
    ['AUTOMATED', 'CUSTOM', 'STANDARDISED'],
    ['TOOLED', 'TOOLED', 'already'],
    ['TOOLED', 'STANDARDISED', 'AUTOMATED'],
  ])('does not go from %s to %s', async (from, to, word) => {
    const refusal = await refused(await given(from), to);
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'not-one-step', field: ['input', 'to'] });
    expect(refusal.message).toContain(word);
  });

  it('refuses a stale version, an unknown offering, an id of another kind and an invalid reason', async () => {
    const offering = await given();
    await standardise(offering, 'STANDARDISED');
    expect(await refused(offering, 'AUTOMATED')).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    const absent = { id: 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(absent, 'AUTOMATED')).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    const project = await givenProject(app);
    expect(await refused(project, 'AUTOMATED')).toMatchObject({ code: 'INVALID_INPUT', field: ['id'] });
    for (const reason of ['', ' ', 'x'.repeat(5_001)]) {
      const wrong = args({ id: offering.id, version: 2 }, 'AUTOMATED', reason);
      const refusal = await app.expectNothingChanged(() => manager.refused('offeringStandardise', wrong, selection));
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'reason'] });
    }
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'cannot be decided by a %s',
    async (role) => {
      const offering = await given();
      const client = role.startsWith('PARTNER')
        ? await app.asPartner((await givenPartner(app)).id, role)
        : await app.as(role);
      expect(await refused(offering, 'STANDARDISED', client)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('may be decided by an ADMIN', async () => {
    expect(await standardise(await given(), 'STANDARDISED', await app.as(Role.ADMIN))).toMatchObject({ version: 2 });
  });

  it('shows a partner the current degree, and no decision, on any path', async () => {
    const offering = await standardise(await given(), 'STANDARDISED');
    const query =
      'query ($id: ID!) { offering(id: $id) { standardisation standardisationDecisions { totalCount nodes { id } } } }';
    const partner = await app.asPartner((await givenPartner(app)).id);
    expect((await partner.query(query, offering)).offering).toEqual({
      standardisation: 'STANDARDISED',
      standardisationDecisions: { totalCount: 0, nodes: [] },
    });
    const { nodes } = (await manager.query(query, offering)).offering.standardisationDecisions;
    const found = await partner.query('query ($id: ID!) { node(id: $id) { id } }', { id: nodes[0].id });
    expect(found.node).toBeNull();
  });

  it('moves only once under concurrent decisions', async () => {
    const offering = await given();
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const payloads = await Promise.all(
      [manager, other].map((client) => client.mutate('offeringStandardise', args(offering, 'STANDARDISED'), selection)),
    );
    const errors = payloads.flatMap((each: { userErrors: { code: string }[] }) => each.userErrors);
    expect(errors).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await app.factsAbout(offering.id)).filter((fact) => fact === 'OfferingStandardised')).toHaveLength(1);
  });
});
