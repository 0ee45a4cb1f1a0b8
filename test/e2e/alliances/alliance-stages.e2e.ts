import { Role, TestApp } from '../../support/app';
import {
  advance,
  agreeOnExit,
  decision,
  type GivenAlliance,
  givenAlliance,
  givenAllianceIn,
  givenOfferedSolution,
  givenOrganization,
} from '../../support/alliances';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { givenDocument } from '../../support/uploads';

describe('the stages of an alliance', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const selection = 'alliance { id version stage nextReviewOn selectedOn exitedOn }';
  const args = ({ id, version }: { id: string; version: number }, changes: object = {}) => ({
    id,
    version,
    input: decision(changes),
  });
  const refused = (client: Client, name: string, given: object, answer = selection) =>
    app.expectNothingChanged(() => client.refused(name, given, answer));

  it('go one step forward at a time, each with the record of its decision', async () => {
    let alliance = await givenAlliance(app);
    const document = await givenDocument(app, alliance.manager);
    await alliance.manager.done(
      'allianceAdvance',
      args(alliance, { reason: 'Customers ask.', documentIds: [document.id] }),
      selection,
    );
    alliance = { ...alliance, version: alliance.version + 1 };
    for (const stage of ['INTERNAL_ASSESSMENT', 'SELECTION']) {
      alliance = await advance(alliance);
      expect(alliance.stage).toBe(stage);
    }
    expect(await refused(alliance.manager, 'allianceAdvance', args(alliance))).toMatchObject({
      rule: 'no-exit-strategy',
    });
    alliance = await agreeOnExit(app, alliance);
    const working = await alliance.manager.done('allianceAdvance', args(alliance), selection);
    expect(working).toMatchObject({
      stage: 'WORKING_TOGETHER',
      selectedOn: '2026-03-02',
      nextReviewOn: '2026-09-02',
      exitedOn: null,
    });
    for (const stage of ['VALUE_CREATION', 'STAYING_TOGETHER']) {
      alliance = await advance({
        ...alliance,
        version: stage === 'VALUE_CREATION' ? working.version : alliance.version,
      });
      expect(alliance.stage).toBe(stage);
    }
    expect(await refused(alliance.manager, 'allianceAdvance', args(alliance))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'STAYING_TOGETHER',
    });
    const { alliance: read } = await alliance.manager.query(
      'query ($id: ID!) { alliance(id: $id) { steps { nodes { from to reason decidedBy { id } at documents { id } } } } }',
      { id: alliance.id },
    );
    expect(read.steps.nodes).toHaveLength(6);
    expect(read.steps.nodes[0]).toEqual({
      from: 'AWARENESS',
      to: 'KNOWLEDGE',
      reason: 'Customers ask.',
      decidedBy: { id: alliance.manager.userId },
      at: '2026-03-02T09:00:00.000Z',
      documents: [{ id: document.id }],
    });
    expect(await app.factsAbout(alliance.id)).toEqual([
      'AllianceCreated',
      ...Array<string>(6).fill('AllianceAdvanced'),
    ]);
    const history = await app.historyOf(alliance.id);
    expect(history.filter((each) => each === 'allianceAdvance')).toHaveLength(6);
  });

  it('can be left by an exit from any of them, which carries out the agreed strategy', async () => {
    const early = await givenAlliance(app);
    const left = await early.manager.done('allianceExit', args(early), selection);
    expect(left).toMatchObject({ stage: 'EXIT', exitedOn: '2026-03-02', nextReviewOn: null });
    expect(await refused(early.manager, 'allianceExit', args(left))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });

    const alliance = await givenAllianceIn(app, 'VALUE_CREATION');
    const { manager } = alliance;
    const solution = await givenOfferedSolution(alliance);
    await manager.done('allianceExit', args(alliance, { reason: 'They were bought.' }), selection);
    const { alliance: read, jointSolution } = await manager.query(
      `query ($id: ID!, $solution: ID!) {
        alliance(id: $id) {
          availableActions { name }
          exitObligations { nodes { id version subject text dueOn status } }
          steps(first: 100) { nodes { to reason exitStrategy { edition status } } }
        }
        jointSolution(id: $solution) { status withdrawnOn withdrawalReason }
      }`,
      { id: alliance.id, solution: solution.id },
    );
    expect(read.availableActions).toEqual([]);
    expect(read.steps.nodes.at(-1)).toEqual({
      to: 'EXIT',
      reason: 'They were bought.',
      exitStrategy: { edition: 1, status: 'AGREED' },
    });
    expect(read.exitObligations.nodes).toMatchObject([
      { subject: 'SUPPORT', dueOn: '2026-03-12', status: 'OPEN' },
      { subject: 'DATA', text: 'Delete the exchanged data.', dueOn: '2026-04-01', status: 'OPEN' },
    ]);
    expect(jointSolution).toEqual({
      status: 'WITHDRAWN',
      withdrawnOn: '2026-03-02',
      withdrawalReason: 'The alliance ended.',
    });
    expect(await app.factsAbout(solution.id)).toEqual([
      'JointSolutionDrafted',
      'JointSolutionOffered',
      'JointSolutionWithdrawn',
    ]);

    const [obligation] = read.exitObligations.nodes;
    const answer = 'exitObligation { id version status note doneBy { id } documents { id } }';
    const completing = { id: obligation.id, version: obligation.version, input: { note: 'Named.', documentIds: [] } };
    expect(await refused(manager, 'exitObligationComplete', completing, answer)).toMatchObject({
      field: ['input', 'documentIds'],
    });
    const document = await givenDocument(app, manager);
    completing.input.documentIds.push(document.id as never);
    const done = await manager.done('exitObligationComplete', completing, answer);
    expect(done).toMatchObject({ status: 'DONE', doneBy: { id: manager.userId }, documents: [{ id: document.id }] });
    const reopening = { id: done.id, version: done.version, reason: 'A customer was missing.' };
    const reopened = await manager.done('exitObligationReopen', reopening, answer);
    expect(reopened).toMatchObject({ status: 'OPEN', note: null, doneBy: null, documents: [] });
    expect(await app.factsAbout(obligation.id)).toEqual(['ExitObligationCompleted', 'ExitObligationReopened']);
  });

  describe('are decided by', () => {
    let alliance: GivenAlliance;

    beforeAll(async () => {
      alliance = await givenAlliance(app);
    });

    it.each([Role.PROJECT_MANAGER, Role.SALES, Role.OPERATIONS, Role.ANALYST])(
      'an ecosystem manager; %s only reads',
      async (role) => {
        const client = await app.as(role);
        for (const name of ['allianceAdvance', 'allianceExit']) {
          expect(await refused(client, name, args(alliance))).toMatchObject({ code: 'FORBIDDEN' });
        }
        const { alliance: read } = await client.query(
          'query ($id: ID!) { alliance(id: $id) { stage availableActions { name allowed } } }',
          { id: alliance.id },
        );
        expect(read.stage).toBe('AWARENESS');
        expect(read.availableActions.every(({ allowed }: { allowed: boolean }) => !allowed)).toBe(true);
      },
    );

    it.each([Role.MENTOR, Role.CONSULTANT])('an ecosystem manager; %s does not see alliances', async (role) => {
      const client = await app.as(role);
      expect(await refused(client, 'allianceAdvance', args(alliance))).toMatchObject({ code: 'NOT_FOUND' });
      const { alliances } = await client.query('{ alliances { totalCount } }');
      expect(alliances.totalCount).toBe(0);
    });
  });

  it('are visible to a partner that is a party from the selection on, without what is internal', async () => {
    const partner = await givenPartner(app);
    const own = await givenOrganization(app, { partnerId: partner.id, contactName: 'Ada' });
    const stranger = await app.asPartner((await givenPartner(app)).id);
    const client = await app.asPartner(partner.id);
    let alliance = await givenAlliance(app, { organizationId: own.id });
    const document = `query ($id: ID!) {
      alliance(id: $id) {
        stage
        products { product { id } organization { id contactName } }
        steps { nodes { from to reason documents { id } decidedBy { id } } }
        reviews { totalCount }
        exitStrategies { nodes { edition status author { id } } }
      }
      alliances { totalCount }
    }`;
    const seenBy = (viewer: Client) => viewer.query(document, { id: alliance.id });
    for (let step = 0; step < 3; step += 1) {
      expect((await seenBy(client)).alliance).toBeNull();
      alliance = await advance(alliance);
    }
    expect((await seenBy(client)).alliance).toMatchObject({
      stage: 'SELECTION',
      steps: { nodes: [] },
      exitStrategies: { nodes: [] },
    });
    alliance = await advance(await agreeOnExit(app, alliance));
    const seen = await seenBy(client);
    expect(seen.alliance).toEqual({
      stage: 'WORKING_TOGETHER',
      products: [
        { product: { id: alliance.productIds[0] }, organization: null },
        { product: { id: alliance.productIds[1] }, organization: { id: own.id, contactName: null } },
      ],
      steps: { nodes: [{ from: null, to: 'WORKING_TOGETHER', reason: null, documents: [], decidedBy: null }] },
      reviews: { totalCount: 0 },
      exitStrategies: { nodes: [{ edition: 1, status: 'AGREED', author: null }] },
    });
    expect(seen.alliances.totalCount).toBe(1);
    expect(await seenBy(stranger)).toEqual({ alliance: null, alliances: { totalCount: 0 } });
    expect(await refused(client, 'allianceAdvance', args(alliance))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(stranger, 'allianceAdvance', args(alliance))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('advance once if two people decide concurrently', async () => {
    const alliance = await givenAlliance(app);
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const answers = await Promise.all(
      [alliance.manager, other, alliance.manager, other].map((client) =>
        client.mutate('allianceAdvance', args(alliance), selection),
      ),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const { alliance: read } = await other.query(
      'query ($id: ID!) { alliance(id: $id) { stage steps { totalCount } } }',
      { id: alliance.id },
    );
    expect(read).toEqual({ stage: 'KNOWLEDGE', steps: { totalCount: 1 } });
  });

  it('do not end and offer a joint solution at the same time', async () => {
    for (let round = 0; round < 3; round += 1) {
      const alliance = await givenAllianceIn(app, 'WORKING_TOGETHER');
      const draft = await alliance.manager.done(
        'jointSolutionDraft',
        {
          input: {
            allianceId: alliance.id,
            name: `Race ${round}`,
            description: '',
            parts: alliance.productIds.map((productId, index) => ({
              role: index === 0 ? 'LEAD' : 'COMPONENT',
              productId,
            })),
          },
        },
        'jointSolution { id version }',
      );
      await Promise.all([
        alliance.manager.mutate('allianceExit', args(alliance), selection),
        alliance.manager.mutate('jointSolutionOffer', draft, 'jointSolution { id }'),
      ]);
      const { alliance: read } = await alliance.manager.query(
        'query ($id: ID!) { alliance(id: $id) { stage jointSolutions { nodes { status } } } }',
        { id: alliance.id },
      );
      const [{ status }] = read.jointSolutions.nodes;
      expect(read.stage === 'EXIT' ? status : 'not ended').toBe(read.stage === 'EXIT' ? 'WITHDRAWN' : 'not ended');
    }
  });
});
