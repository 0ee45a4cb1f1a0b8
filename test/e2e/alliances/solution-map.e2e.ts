import { Role, TestApp } from '../../support/app';
import {
  givenAllianceIn,
  type GivenAlliance,
  givenOfferedSolution,
  givenOrganization,
  givenSolution,
} from '../../support/alliances';
import type { Client } from '../../support/client';
import { givenActiveProject, givenProject, givenStaffedPartner } from '../../support/delivery';
import { givenOffering, givenPartner, givenProduct, givenQualification, unique } from '../../support/given';

const document = `query ($filter: SolutionMapFilter) {
  solutionMap(filter: $filter) {
    nodes { id kind label status } edges { from to relation } truncated truncatedKinds message
  }
}`;

interface Edge {
  from: string;
  to: string;
  relation: string;
}

interface Suggestion {
  product: object;
  otherProduct: object;
  projectCount: number;
  projects: { id: string }[];
}

describe('solutionMap', () => {
  let app: TestApp;
  let alliance: GivenAlliance;
  let staff: Client;
  let offeringId: string;
  let partner: { id: string };
  let stranger: { id: string };
  let project: { id: string; version: number; manager: Client; name: string };
  let foreign: { id: string };
  let solution: { id: string };
  let draft: { id: string };
  let integration: { id: string };

  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.as(Role.SALES);
    alliance = await givenAllianceIn(app, 'WORKING_TOGETHER');
    const [productId, otherProductId] = alliance.productIds;
    offeringId = (await givenOffering(app, { productId })).id;
    solution = await givenOfferedSolution(alliance);
    draft = await givenSolution(alliance);
    const input = { productId, otherProductId, kind: 'API', description: '', support: 'VENDOR' };
    integration = await alliance.manager.done('integrationPlan', { input }, 'integration { id }');
    const given = await givenActiveProject(app, { offeringId });
    project = given;
    const updating = { name: 'Joint', region: 'EMEA', industry: 'Energy', deliveryMode: 'REMOTE' };
    await given.manager.done(
      'projectUpdate',
      { id: given.id, version: given.version, input: { ...updating, jointSolutionId: solution.id } },
      'project { id }',
    );
    partner = await givenStaffedPartner(app, given);
    const other = await givenActiveProject(app, { offeringId });
    foreign = other;
    stranger = await givenStaffedPartner(app, other);
  });
  afterAll(() => app.stop());

  const read = async (client: Client, filter: object | null = { productId: alliance.productIds }) => {
    const { solutionMap } = await client.query(document, { filter });
    return solutionMap;
  };
  const ids = (map: { nodes: { id: string }[] }) => map.nodes.map(({ id }) => id);
  const between = (map: { edges: Edge[] }, from: string, to: string) =>
    map.edges.filter((edge) => edge.from === from && edge.to === to).map(({ relation }) => relation);

  it('shows products, integrations, joint solutions, qualified partners and projects with their relations', async () => {
    const map = await read(staff);
    const [first, second] = alliance.productIds as [string, string];
    expect(new Set(ids(map))).toEqual(
      new Set([first, second, integration.id, solution.id, draft.id, partner.id, stranger.id, project.id, foreign.id]),
    );
    expect(map).toMatchObject({ truncated: false, truncatedKinds: [], message: null });
    expect(between(map, first, integration.id)).toEqual(['INTEGRATES']);
    expect(between(map, second, integration.id)).toEqual(['INTEGRATES']);
    expect(between(map, first, solution.id)).toEqual(['LEADS']);
    expect(between(map, second, solution.id)).toEqual(['COMPONENT_OF']);
    expect(between(map, partner.id, first)).toEqual(['QUALIFIED_FOR']);
    expect(between(map, partner.id, solution.id)).toEqual(['QUALIFIED_FOR']);
    expect(between(map, partner.id, project.id)).toEqual(['STAFFED_ON']);
    expect(between(map, solution.id, project.id)).toEqual(['DELIVERED_BY']);
    expect(between(map, first, project.id)).toEqual([]);
    expect(between(map, first, foreign.id)).toEqual(['DELIVERED_BY']);
    const known = new Set(ids(map));
    expect(map.edges.every(({ from, to }: Edge) => known.has(from) && known.has(to))).toBe(true);
  });

  it('narrows to joint solutions, partners and kinds', async () => {
    expect(new Set(ids(await read(staff, { jointSolutionId: [solution.id] })))).toEqual(
      new Set([...alliance.productIds, integration.id, solution.id, partner.id, stranger.id, project.id]),
    );
    const ofPartner = await read(staff, { productId: alliance.productIds, partnerId: [stranger.id] });
    expect(ids(ofPartner)).toEqual(expect.arrayContaining([stranger.id, foreign.id]));
    expect(ids(ofPartner)).not.toContain(project.id);
    const few = await read(staff, { productId: alliance.productIds, kinds: ['PRODUCT', 'JOINT_SOLUTION'] });
    expect(new Set(ids(few))).toEqual(new Set([...alliance.productIds, solution.id, draft.id]));
    expect(few.edges).toHaveLength(4);
  });

  it('shows a partner user only their own firm, its projects, and what is offered and released', async () => {
    const map = await read(await app.asPartner(partner.id));
    expect(new Set(ids(map))).toEqual(new Set([...alliance.productIds, solution.id, partner.id, project.id]));
    expect(between(map, partner.id, project.id)).toEqual(['STAFFED_ON']);
    const text = JSON.stringify(map);
    for (const hidden of [stranger.id, foreign.id, draft.id, integration.id]) expect(text).not.toContain(hidden);
    const probing = await read(await app.asPartner(partner.id), { jointSolutionId: [draft.id] });
    expect(probing.nodes).toEqual([]);
    expect((await read(await app.asPartner(partner.id), { partnerId: [stranger.id] })).nodes).not.toContainEqual(
      expect.objectContaining({ id: stranger.id }),
    );
  });

  it('costs the same number of statements however much it shows, and says what is missing', async () => {
    const few = await app.countStatements(() => read(staff));
    for (let count = 0; count < 101; count += 1) await givenProduct(app, { name: unique('Many') });
    for (let count = 0; count < 3; count += 1) {
      const another = await givenPartner(app);
      await givenQualification(app, another.id, offeringId);
      await givenProject(app, { offeringId });
    }
    expect(await app.countStatements(() => read(staff))).toBe(few);
    expect(few).toBeLessThanOrEqual(11);
    const everything = await read(staff, null);
    expect(everything).toMatchObject({ truncated: true, truncatedKinds: ['PRODUCT'] });
    expect(everything.message).toContain('at most 100 nodes of each kind and 2000 edges');
  });

  describe('allianceSuggestions', () => {
    const query = `query ($minimumProjects: Int!, $first: Int, $after: String) {
      allianceSuggestions(minimumProjects: $minimumProjects, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { product { id } otherProduct { id } projectCount projects { id } }
      }
    }`;

    it('name products of different owners that are delivered together, with the projects', async () => {
      const ally = await givenOrganization(app);
      const made = await Promise.all(
        [0, 1, 2].map(async (index) => {
          const product = await givenProduct(app, { owner: index === 2 ? 'Ally team' : 'One team' });
          return { ...product, offering: await givenOffering(app, { productId: product.id }) };
        }),
      );
      const owning = { id: made[2]!.id, version: 1, organizationId: ally.id };
      await alliance.manager.done('productAssignOwner', owning, 'product { id }');
      const manager = await app.as(Role.PROJECT_MANAGER);
      const deliver = async (count: number, ...chosen: typeof made) => {
        const projects: string[] = [];
        for (let made = 0; made < count; made += 1) {
          const given = await givenActiveProject(app, { manager, offeringId: chosen[0]!.offering.id });
          for (const { offering } of chosen.slice(1)) await addOffering(given.id, offering.id);
          projects.push(given.id);
        }
        return projects;
      };
      const addOffering = (projectId: string, added: string) =>
        app.installation.database.query({
          text: 'INSERT INTO project_offering (id, projectId, offeringId) VALUES (?, ?, ?)',
          params: [`project_offering_${projectId.split('_')[1]}`, projectId, added],
        });
      const often = await deliver(3, made[0]!, made[2]!);
      const seldom = await deliver(2, made[1]!, made[2]!);
      await deliver(3, made[0]!, made[1]!);

      const ask = (minimumProjects: number, page: object = {}, client = staff) =>
        client.query(query, { minimumProjects, ...page });
      const pair = (...products: typeof made) =>
        products.map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1));
      const { allianceSuggestions: all } = await ask(2);
      const shape = all.nodes.map(({ product, otherProduct, projectCount, projects }: Suggestion) => ({
        pair: [product, otherProduct],
        projectCount,
        projects: projects.map(({ id }) => id),
      }));
      // The pair of one owner is left out.
      expect(all.totalCount).toBe(2);
      expect(shape).toEqual([
        { pair: pair(made[0]!, made[2]!), projectCount: 3, projects: [...often].reverse() },
        { pair: pair(made[1]!, made[2]!), projectCount: 2, projects: [...seldom].reverse() },
      ]);
      expect((await ask(3)).allianceSuggestions.nodes).toHaveLength(1);
      const { allianceSuggestions: first } = await ask(2, { first: 1 });
      expect(first.pageInfo.hasNextPage).toBe(true);
      const { allianceSuggestions: next } = await ask(2, { first: 1, after: first.pageInfo.endCursor });
      expect(next.nodes[0].projectCount).toBe(2);
      expect(next.pageInfo.hasNextPage).toBe(false);
      const evidence = await staff.query(
        'query ($productId: ID!, $otherProductId: ID!) { projectsDeliveredTogether(productId: $productId, otherProductId: $otherProductId) { totalCount } }',
        { productId: made[0]!.id, otherProductId: made[2]!.id },
      );
      expect(evidence.projectsDeliveredTogether.totalCount).toBe(3);
      for (const client of [await app.asPartner(partner.id), await app.as(Role.CONSULTANT)]) {
        expect((await ask(1, {}, client)).allianceSuggestions).toMatchObject({ totalCount: 0, nodes: [] });
      }
      const input = { name: unique('Alliance'), purpose: '', productIds: [made[0]!.id, made[2]!.id] };
      await alliance.manager.done('allianceCreate', { input }, 'alliance { id }');
      expect((await ask(2)).allianceSuggestions.nodes).toHaveLength(1);
    });
  });
});
