import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { daysLater, givenDraft, givenProjectWithSow, givenSignedSow, scopeItem, sowContent } from '../../support/sow';

describe('progressRecord', () => {
  let app: TestApp;
  let project: GivenProject;
  let scopeItemId: string;
  let outOfScopeId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    const content = sowContent({ scopeItems: [scopeItem(), scopeItem({ inScope: false, deliverables: [] })] });
    const given = await givenProjectWithSow(app, content);
    const active = await takeStep(given.project, 'Activate');
    [scopeItemId, outOfScopeId] = given.sow.scopeItems.map(({ id }) => id) as [string, string];
    ({ project } = await daysLater(app, { project: active }, 30));
  });
  afterAll(() => app.stop());

  const selection =
    'progressUpdate { id asOf percentComplete note recordedBy { id } scopeItem { id percentComplete } }';
  const args = (changes: object = {}) => ({
    input: { scopeItemId, asOf: '2026-03-20', percentComplete: '12.5', ...changes },
  });
  const record = (changes: object = {}) => project.manager.done('progressRecord', args(changes), selection);
  const refused = (changes: object, client: Client = project.manager) =>
    app.expectNothingChanged(() => client.refused('progressRecord', args(changes), selection));

  it('records the progress of an item; the latest day counts, and for one day the latest record', async () => {
    const update = await record({ note: 'Two of three drafts.' });
    expect(update).toMatchObject({
      asOf: '2026-03-20',
      percentComplete: '12.5',
      note: 'Two of three drafts.',
      recordedBy: { id: project.manager.userId },
      scopeItem: { id: scopeItemId, percentComplete: '12.5' },
    });
    expect(await app.factsAbout(update.id)).toEqual(['ProgressRecorded']);
    expect(await record({ asOf: '2026-03-25', percentComplete: '40' })).toMatchObject({
      scopeItem: { percentComplete: '40' },
    });
    // An earlier day no longer counts; a correction of the day does, also downward.
    expect(await record({ asOf: '2026-03-24', percentComplete: '99' })).toMatchObject({
      scopeItem: { percentComplete: '40' },
    });
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    expect(await record({ asOf: '2026-03-25', percentComplete: '35.25' })).toMatchObject({
      scopeItem: { percentComplete: '35.25' },
    });
    const { node } = await project.manager.query(
      'query ($id: ID!) { node(id: $id) { ... on ScopeItem { progressUpdates { totalCount nodes { asOf percentComplete } } } } }',
      { id: scopeItemId },
    );
    expect(node.progressUpdates).toEqual({
      totalCount: 4,
      nodes: [
        { asOf: '2026-03-25', percentComplete: '35.25' },
        { asOf: '2026-03-25', percentComplete: '40' },
        { asOf: '2026-03-24', percentComplete: '99' },
        { asOf: '2026-03-20', percentComplete: '12.5' },
      ],
    });
  });

  it.each<[string, object, object]>([
    ['less than nothing', { percentComplete: '-0.01' }, { code: 'INVALID_INPUT', field: ['input', 'percentComplete'] }],
    ['more than all', { percentComplete: '100.01' }, { code: 'INVALID_INPUT', field: ['input', 'percentComplete'] }],
    ['three places', { percentComplete: '33.333' }, { code: 'INVALID_INPUT', field: ['input', 'percentComplete'] }],
    ['a day to come', { asOf: '2026-04-02' }, { code: 'INVALID_INPUT', field: ['input', 'asOf'] }],
    ['a day before everything', { asOf: '2026-03-01' }, { code: 'INVALID_INPUT', field: ['input', 'asOf'] }],
    ['a novel', { note: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'note'] }],
    [
      'an item that is not there',
      { scopeItemId: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'scopeItemId'] },
    ],
    [
      'something of another kind',
      { scopeItemId: 'sow_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItemId'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    expect(await refused(changes)).toMatchObject(error);
  });

  it('refuses an item that is out of scope', async () => {
    expect(await refused({ scopeItemId: outOfScopeId })).toMatchObject({ rule: 'out-of-scope' });
  });

  it('refuses an item that is not agreed, and a project that has not started or has ended', async () => {
    const other = await givenProject(app);
    const [drafted] = (await givenDraft(other)).scopeItems;
    expect(await refused({ scopeItemId: drafted!.id }, other.manager)).toMatchObject({ rule: 'sow-not-signed' });
    const planned = await givenProject(app);
    const [agreed] = (await givenSignedSow(app, planned)).scopeItems;
    expect(await refused({ scopeItemId: agreed!.id }, planned.manager)).toMatchObject({ rule: 'project-not-in-work' });
    await takeStep(planned, 'Cancel');
    expect(await refused({ scopeItemId: agreed!.id }, planned.manager)).toMatchObject({ rule: 'project-not-in-work' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      expect(await refused({}, client)).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );

  it('is neither for nor visible to a partner that is staffed on the project', async () => {
    const client = await app.asPartner((await givenStaffedPartner(app, project)).id);
    expect(await refused({}, client)).toMatchObject({ code: 'FORBIDDEN' });
    const { node } = await client.query(
      'query ($id: ID!) { node(id: $id) { ... on ScopeItem { percentComplete progressUpdates { totalCount } } } }',
      { id: scopeItemId },
    );
    expect(node).toEqual({ percentComplete: null, progressUpdates: { totalCount: 0 } });
  });
});
