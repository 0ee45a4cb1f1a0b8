import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import {
  givenProjectWithPartner,
  type Improvement,
  proposeImprovement,
  takeImprovementStep,
} from '../../support/improvements';

describe('the list of improvements', () => {
  let app: TestApp;
  let first: Awaited<ReturnType<typeof givenProjectWithPartner>>;
  let second: Awaited<ReturnType<typeof givenProjectWithPartner>>;
  let ofFirst: Improvement;
  let ofManager: Improvement;
  let ofSecond: Improvement;
  let reader: Client;

  const document = `query ($filter: PlaybookImprovementFilter, $orderBy: PlaybookImprovementOrder) {
    playbookImprovements(filter: $filter, orderBy: $orderBy) { nodes { id } totalCount }
  }`;
  const listed = async (filter: object | null = null, orderBy: object | null = null, client = reader) => {
    const { nodes, totalCount } = (await client.query(document, { filter, orderBy })).playbookImprovements;
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ id }: { id: string }) => id);
  };
  const ids = (...improvements: Improvement[]) => improvements.map(({ id }) => id);
  const later = () => app.clock.set(new Date(app.clock.now().getTime() + 1_000));

  beforeAll(async () => {
    app = await TestApp.start();
    first = await givenProjectWithPartner(app);
    second = await givenProjectWithPartner(app, { manager: first.project.manager });
    ofFirst = await proposeImprovement(first.administrator, first.project, { title: 'Straße früher', hoursSaved: '8' });
    later();
    ofManager = await proposeImprovement(first.project.manager, first.project, {
      title: 'Fewer mails',
      hoursSaved: '40',
    });
    later();
    ofSecond = await proposeImprovement(second.member, second.project, { title: '100 % of it', hoursSaved: '2' });
    await takeImprovementStep(await app.as(Role.ECOSYSTEM_MANAGER), 'Accept', ofFirst);
    reader = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  it('has all of them for staff, newest first', async () => {
    expect(await listed()).toEqual(ids(ofSecond, ofManager, ofFirst));
    expect(await listed(null, { field: 'CREATED_AT', direction: 'ASC' })).toEqual(ids(ofFirst, ofManager, ofSecond));
    expect(await listed(null, { field: 'HOURS_SAVED' })).toEqual(ids(ofManager, ofFirst, ofSecond));
  });

  it('filters by status, offering, project and partner, or by a word in the title', async () => {
    expect(await listed({ status: ['ACCEPTED', 'RELEASED'] })).toEqual(ids(ofFirst));
    expect(await listed({ status: ['PROPOSED'] })).toEqual(ids(ofSecond, ofManager));
    expect(await listed({ offeringId: [first.project.offeringId] })).toEqual(ids(ofManager, ofFirst));
    expect(await listed({ projectId: [second.project.id] })).toEqual(ids(ofSecond));
    expect(await listed({ partnerId: [first.partnerId, second.partnerId] })).toEqual(ids(ofSecond, ofFirst));
    expect(await listed({ partnerId: [] })).toEqual([]);
    expect(await listed({ search: 'STRASSE' })).toEqual(ids(ofFirst));
    expect(await listed({ search: 'FRÜHER' })).toEqual(ids(ofFirst));
    expect(await listed({ search: '0 %' })).toEqual(ids(ofSecond));
    expect(await listed({ search: 'mails', status: ['REJECTED'] })).toEqual([]);
  });

  it("shows partner users only their own firm's, with any filter", async () => {
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(first.partnerId, role);
      expect(await listed(null, null, client)).toEqual(ids(ofFirst));
      expect(await listed({ projectId: [first.project.id, second.project.id] }, null, client)).toEqual(ids(ofFirst));
      expect(await listed({ partnerId: [second.partnerId] }, null, client)).toEqual([]);
    }
    expect(await listed(null, null, await app.asPartner((await givenPartner(app)).id))).toEqual([]);
  });

  it('is available under a project and an offering, as far as visible', async () => {
    const query = `query ($project: ID!, $offering: ID!, $improvement: ID!) {
      project(id: $project) { playbookImprovements { nodes { id } } }
      offering(id: $offering) { playbookImprovements { nodes { id project { id } partner { id } } } }
      node(id: $improvement) { id }
    }`;
    const variables = { project: first.project.id, offering: first.project.offeringId, improvement: ofManager.id };
    const both = ids(ofManager, ofFirst).map((id) => expect.objectContaining({ id }));
    expect(await reader.query(query, variables)).toEqual({
      project: { playbookImprovements: { nodes: both } },
      offering: { playbookImprovements: { nodes: both } },
      node: { id: ofManager.id },
    });
    expect(await first.member.query(query, variables)).toEqual({
      project: { playbookImprovements: { nodes: [{ id: ofFirst.id }] } },
      offering: {
        playbookImprovements: {
          nodes: [{ id: ofFirst.id, project: { id: first.project.id }, partner: { id: first.partnerId } }],
        },
      },
      node: null,
    });
    expect(await second.member.query(query, variables)).toEqual({
      project: null,
      offering: { playbookImprovements: { nodes: [] } },
      node: null,
    });
  });
});
