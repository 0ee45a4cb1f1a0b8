import { Role, TestApp } from '../../support/app';
import {
  type GivenAlliance,
  givenAlliance,
  givenAllianceIn,
  givenOfferedSolution,
  givenOrganization,
  givenSolution,
} from '../../support/alliances';
import type { Client } from '../../support/client';
import {
  backdateActivation,
  givenActiveProject,
  givenAllocation,
  givenProject,
  givenStaffedPartner,
} from '../../support/delivery';
import { givenCustomer, givenOffering, givenPartner, givenProduct, unique } from '../../support/given';

describe('joint solutions', () => {
  let app: TestApp;
  let alliance: GivenAlliance;
  let offering: { id: string };

  beforeAll(async () => {
    app = await TestApp.start();
    alliance = await givenAllianceIn(app, 'WORKING_TOGETHER');
    offering = await givenOffering(app, { productId: alliance.productIds[0] });
  });
  afterAll(() => app.stop());

  const selection =
    'jointSolution { id version name description status offeredOn withdrawnOn withdrawalReason alliance { id } parts { role product { id } offering { id } } availableActions { name allowed blockedBy { code } } }';
  const refused = (client: Client, name: string, args: object, answer = selection) =>
    app.expectNothingChanged(() => client.refused(name, args, answer));
  const drafting = (changes: object = {}, of = alliance) => ({
    input: {
      allianceId: of.id,
      name: unique('Solution'),
      description: 'Plan and build.',
      parts: of.productIds.map((productId, index) => ({ role: index === 0 ? 'LEAD' : 'COMPONENT', productId })),
      ...changes,
    },
  });

  it('are drafted, corrected, offered and withdrawn, with history and facts', async () => {
    const { manager, productIds } = alliance;
    const [first, second] = productIds;
    const solution = await manager.done('jointSolutionDraft', drafting(), selection);
    expect(solution).toMatchObject({
      ...{ status: 'DRAFT', alliance: { id: alliance.id } },
      parts: [
        { role: 'LEAD', product: { id: first }, offering: null },
        { role: 'COMPONENT', product: { id: second }, offering: null },
      ],
    });
    const { id } = solution;
    const parts = [
      { role: 'COMPONENT', productId: first },
      { role: 'COMPONENT', offeringId: offering.id },
      { role: 'LEAD', productId: second },
    ];
    const input = { name: unique('Solution'), description: '', parts };
    const updated = await manager.done('jointSolutionUpdate', { id, version: 1, input }, selection);
    expect(updated).toMatchObject({
      ...{ name: input.name, description: '' },
      parts: [
        { role: 'COMPONENT', product: { id: first } },
        { role: 'COMPONENT', product: null, offering: { id: offering.id } },
        { role: 'LEAD', product: { id: second } },
      ],
    });
    const offered = await manager.done('jointSolutionOffer', { id, version: 2 }, selection);
    expect(offered).toMatchObject({ status: 'OFFERED', offeredOn: '2026-03-02' });
    expect(await refused(manager, 'jointSolutionUpdate', { id, version: 3, input })).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const withdrawing = { id, version: 3, reason: 'Replaced.' };
    const withdrawn = await manager.done('jointSolutionWithdraw', withdrawing, selection);
    expect(withdrawn).toMatchObject({
      ...{ status: 'WITHDRAWN', withdrawnOn: '2026-03-02', withdrawalReason: 'Replaced.', availableActions: [] },
    });
    // The name is free again.
    await manager.done('jointSolutionDraft', drafting({ name: input.name }), selection);
    expect(await app.factsAbout(id)).toEqual([
      'JointSolutionDrafted',
      'JointSolutionUpdated',
      'JointSolutionOffered',
      'JointSolutionWithdrawn',
    ]);
    expect(await app.historyOf(id)).toEqual([
      'jointSolutionDraft',
      'jointSolutionUpdate',
      'jointSolutionOffer',
      'jointSolutionWithdraw',
    ]);
    const draft = await givenSolution(alliance);
    const discarding = { id: draft.id, version: 1, reason: 'Not needed.' };
    expect(await manager.done('jointSolutionDiscard', discarding, selection)).toMatchObject({ status: 'WITHDRAWN' });
  });

  it('have exactly one lead, and only parts of their alliance', async () => {
    const { manager, productIds } = alliance;
    const [first, second] = productIds;
    const stranger = await givenProduct(app);
    const foreign = await givenOffering(app);
    const cases: [object[], object][] = [
      [[{ role: 'COMPONENT', productId: first }], { rule: 'one-lead' }],
      [
        [
          { role: 'LEAD', productId: first },
          { role: 'LEAD', productId: second },
        ],
        { rule: 'one-lead', field: ['input', 'parts'] },
      ],
      [[{ role: 'LEAD', offeringId: offering.id }], { rule: 'lead-is-product' }],
      [[{ role: 'LEAD', productId: first, offeringId: offering.id }], { field: ['input', 'parts', '0'] }],
      [[{ role: 'LEAD' }], { field: ['input', 'parts', '0'] }],
      [
        [
          { role: 'LEAD', productId: first },
          { role: 'COMPONENT', productId: first },
        ],
        { code: 'INVALID_INPUT', field: ['input', 'parts'] },
      ],
      [
        [
          { role: 'LEAD', productId: first },
          { role: 'COMPONENT', productId: stranger.id },
        ],
        { rule: 'not-of-the-alliance', details: [stranger.id] },
      ],
      [
        [
          { role: 'LEAD', productId: first },
          { role: 'COMPONENT', offeringId: foreign.id },
        ],
        { rule: 'not-of-the-alliance' },
      ],
    ];
    for (const [parts, expected] of cases) {
      expect(await refused(manager, 'jointSolutionDraft', drafting({ parts }))).toMatchObject(expected);
    }
    const taken = await givenSolution(alliance);
    expect(await refused(manager, 'jointSolutionDraft', drafting({ name: taken.name.toUpperCase() }))).toMatchObject({
      rule: 'name-taken',
    });
  });

  it('are offered while the parties of their alliance work together, with two products', async () => {
    const early = await givenAlliance(app);
    const solution = await givenSolution(early);
    const offering = { id: solution.id, version: 1 };
    expect(await refused(early.manager, 'jointSolutionOffer', offering)).toMatchObject({
      rule: 'alliance-not-working',
    });
    const alone = await givenSolution(alliance, { parts: [{ role: 'LEAD', productId: alliance.productIds[0] }] });
    expect(await refused(alliance.manager, 'jointSolutionOffer', { id: alone.id, version: 1 })).toMatchObject({
      rule: 'one-product',
    });
    const ending = { id: early.id, version: early.version, input: { reason: 'No demand.' } };
    await early.manager.done('allianceExit', ending, 'alliance { id }');
    expect(await refused(early.manager, 'jointSolutionDraft', drafting({}, early))).toMatchObject({
      rule: 'alliance-ended',
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'are not changed by %s',
    async (role) => {
      const partner = await givenPartner(app);
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      const { id } = await givenOfferedSolution(alliance);
      const withdrawing = { id, version: 2, reason: 'No.' };
      expect(await refused(client, 'jointSolutionWithdraw', withdrawing)).toMatchObject({ code: 'FORBIDDEN' });
      const sees = [Role.MENTOR, Role.CONSULTANT, Role.PARTNER_ADMIN, Role.PARTNER_MEMBER].includes(role);
      expect(await refused(client, 'jointSolutionDraft', drafting())).toMatchObject({
        code: sees ? 'NOT_FOUND' : 'FORBIDDEN',
      });
    },
  );

  it('let only one of two concurrent leads win', async () => {
    const solution = await givenSolution(alliance);
    const [first, second] = alliance.productIds;
    const led = (lead: string | undefined, other: string | undefined) => ({
      id: solution.id,
      version: 1,
      input: {
        name: solution.name,
        description: unique('Text'),
        parts: [
          { role: 'LEAD', productId: lead },
          { role: 'COMPONENT', productId: other },
        ],
      },
    });
    const outcomes = await Promise.all(
      [led(first, second), led(second, first), led(first, second), led(second, first)].map((args) =>
        alliance.manager.mutate('jointSolutionUpdate', args, selection),
      ),
    );
    expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const { jointSolution } = await alliance.manager.query(
      'query ($id: ID!) { jointSolution(id: $id) { parts { role } } }',
      { id: solution.id },
    );
    expect(jointSolution.parts.map(({ role }: { role: string }) => role)).toEqual(['LEAD', 'COMPONENT']);
  });

  describe('on projects', () => {
    const answer = 'project { id version jointSolution { id status } }';
    const updating = { name: 'Joint', region: 'EMEA', industry: 'Energy', deliveryMode: 'REMOTE' };

    it('are chosen while they are offered, and kept when they are withdrawn', async () => {
      const manager = await app.as(Role.PROJECT_MANAGER);
      const solution = await givenOfferedSolution(alliance);
      const customer = await givenCustomer(app);
      const creating = (jointSolutionId: string | null) => ({
        input: { name: unique('Project'), customerId: customer.id, offeringIds: [offering.id], jointSolutionId },
      });
      const project = await manager.done('projectCreate', creating(solution.id), answer);
      expect(project.jointSolution).toEqual({ id: solution.id, status: 'OFFERED' });
      const draft = await givenSolution(alliance);
      const field = ['input', 'jointSolutionId'];
      for (const [id, expected] of [
        [draft.id, { rule: 'joint-solution-not-offered', field }],
        ['joint_solution_01jd5s9c0ye5rt3t7m6x0j5d1q', { code: 'NOT_FOUND', field }],
        [alliance.id, { code: 'INVALID_INPUT', field }],
      ] as const) {
        expect(await refused(manager, 'projectCreate', creating(id), answer)).toMatchObject(expected);
      }
      const withdrawing = { id: solution.id, version: solution.version, reason: 'Replaced.' };
      await alliance.manager.done('jointSolutionWithdraw', withdrawing, selection);
      const keep = { id: project.id, version: 1, input: { ...updating, jointSolutionId: solution.id } };
      expect(await manager.done('projectUpdate', keep, answer)).toMatchObject({
        jointSolution: { status: 'WITHDRAWN' },
      });
      const read = await manager.query(
        `query ($id: ID!) {
          jointSolution(id: $id) { projects { nodes { id } } }
          projects(filter: { jointSolutionId: [$id] }) { nodes { id } }
        }`,
        { id: solution.id },
      );
      expect(read.jointSolution.projects.nodes).toEqual([{ id: project.id }]);
      expect(read.projects.nodes).toEqual([{ id: project.id }]);
      const cleared = await manager.done('projectUpdate', { ...keep, version: 2, input: updating }, answer);
      expect(cleared.jointSolution).toBeNull();
      expect(await refused(manager, 'projectUpdate', { ...keep, version: 3 }, answer)).toMatchObject({
        rule: 'joint-solution-not-offered',
      });
    });

    it('are not chosen while they are withdrawn concurrently', async () => {
      const project = await givenProject(app, { offeringId: offering.id });
      const solution = await givenOfferedSolution(alliance);
      const [chosen, withdrawn] = await Promise.all([
        project.manager.mutate(
          'projectUpdate',
          { id: project.id, version: 1, input: { ...updating, jointSolutionId: solution.id } },
          answer,
        ),
        alliance.manager.mutate(
          'jointSolutionWithdraw',
          { id: solution.id, version: solution.version, reason: 'Replaced.' },
          selection,
        ),
      ]);
      expect(withdrawn.userErrors).toEqual([]);
      if (chosen.userErrors.length > 0) expect(chosen.userErrors[0].rule).toBe('joint-solution-not-offered');
    });

    it('are seen by partner users if offered, or used on their projects', async () => {
      const solution = await givenOfferedSolution(alliance);
      const project = await givenActiveProject(app, { offeringId: offering.id });
      const using = { id: project.id, version: project.version, input: { ...updating, jointSolutionId: solution.id } };
      await project.manager.done('projectUpdate', using, answer);
      const partner = await givenStaffedPartner(app, project);
      const [client, stranger] = [await app.asPartner(partner.id), await app.asPartner((await givenPartner(app)).id)];
      const document = `query ($id: ID!, $alliance: ID!) {
        jointSolution(id: $id) { id alliance { id } withdrawalReason parts { product { id } } projects { nodes { id } } }
        jointSolutions(filter: { allianceId: [$alliance] }) { totalCount }
      }`;
      const seenBy = (viewer: Client) => viewer.query(document, { id: solution.id, alliance: alliance.id });
      const seen = {
        id: solution.id,
        alliance: null,
        withdrawalReason: null,
        parts: alliance.productIds.map((id) => ({ product: { id } })),
      };
      expect(await seenBy(client)).toEqual({
        jointSolution: { ...seen, projects: { nodes: [{ id: project.id }] } },
        // A partner that is no party does not learn which joint solutions belong to an alliance.
        jointSolutions: { totalCount: 0 },
      });
      expect((await seenBy(stranger)).jointSolution).toEqual({ ...seen, projects: { nodes: [] } });
      const withdrawing = { id: solution.id, version: solution.version, reason: 'Secret.' };
      await alliance.manager.done('jointSolutionWithdraw', withdrawing, selection);
      expect((await seenBy(client)).jointSolution).toMatchObject({ withdrawalReason: null });
      expect((await seenBy(stranger)).jointSolution).toBeNull();
    });
  });

  it('and their projects make up the value of the alliance', async () => {
    const partner = await givenPartner(app);
    const own = await givenOrganization(app, { partnerId: partner.id });
    const valued = await givenAllianceIn(app, 'VALUE_CREATION', { organizationId: own.id });
    const solution = await givenOfferedSolution(valued);
    const made = await givenOffering(app, { productId: valued.productIds[0] });
    const projects = await Promise.all(
      [true, false].map(async (accepted) => {
        const project = await givenActiveProject(app, { offeringId: made.id, accepted });
        const using = {
          id: project.id,
          version: project.version,
          input: { ...updating(), jointSolutionId: solution.id },
        };
        return { ...project, ...(await project.manager.done('projectUpdate', using, 'project { version }')) };
      }),
    );
    const [first] = projects as [(typeof projects)[0]];
    await backdateActivation(app);
    const consultant = await app.as(Role.CONSULTANT);
    const allocation = await givenAllocation(first, consultant.userId!);
    const input = {
      allocationId: allocation.id,
      scopeItemId: first.inScope.id,
      phase: 'Build',
      workedOn: '2026-03-02',
      minutes: 90,
      billable: true,
    };
    const entry = await consultant.done('timeEntryRecord', { input }, 'timeEntry { id version }');
    const submitted = await consultant.done(
      'timeEntrySubmit',
      { id: entry.id, version: entry.version },
      'timeEntry { id version }',
    );
    await first.manager.done('timeEntryApprove', { id: submitted.id, version: submitted.version }, 'timeEntry { id }');
    const read = async (client: Client) => {
      const { alliance: found } = await client.query(
        `query ($id: ID!) {
          alliance(id: $id) { value { on metrics { name unit value evidence } acceptedValue { amount currencyCode } } }
        }`,
        { id: valued.id },
      );
      return found.value;
    };
    const analyst = await app.as(Role.ANALYST);
    const value = await read(analyst);
    expect(value).toMatchObject({ on: '2026-03-02', acceptedValue: [{ amount: '10000.00', currencyCode: 'EUR' }] });
    expect(value.metrics).toEqual(
      expect.arrayContaining([
        { name: 'jointHoursApproved', unit: 'HOURS', value: '1.5', evidence: [first.id] },
        { name: 'jointProjectsDelivered', unit: 'COUNT', value: '0', evidence: [] },
        { name: 'jointSatisfaction', unit: 'PERCENT', value: null, evidence: [] },
      ]),
    );
    const { project: known } = await first.manager.query('query ($id: ID!) { project(id: $id) { customer { id } } }', {
      id: first.id,
    });
    const answered = await Promise.all(
      [5, 4, 2].map(async (score) => {
        const person = { customerId: known.customer.id, name: `Contact ${score}` };
        const contact = await (await app.as(Role.SALES)).done('contactCreate', { input: person }, 'contact { id }');
        const given = { projectId: first.id, contactId: contact.id, kind: 'CSAT', score, respondedOn: '2026-03-02' };
        return first.manager.done('surveyResponseRecord', { input: given }, 'surveyResponse { id }');
      }),
    );
    expect((await read(analyst)).metrics).toContainEqual({
      name: 'jointSatisfaction',
      unit: 'PERCENT',
      value: '66.6667',
      evidence: answered
        .map(({ id }) => id)
        .sort()
        .reverse(),
    });
    const waiting = await first.manager.query('query ($id: ID!) { project(id: $id) { version } }', { id: first.id });
    const accepting = await first.manager.done(
      'projectRequestAcceptance',
      { id: first.id, version: waiting.project.version },
      'project { version }',
    );
    await first.manager.done('projectClose', { id: first.id, version: accepting.version }, 'project { id }');
    expect((await read(analyst)).metrics).toContainEqual({
      name: 'jointProjectsDelivered',
      unit: 'COUNT',
      value: '1',
      evidence: [first.id],
    });
    expect(await read(await app.asPartner(partner.id))).toBeNull();
  });
});

const updating = () => ({ name: 'Joint', region: 'EMEA', industry: 'Energy', deliveryMode: 'REMOTE' });
