import { Role, TestApp } from '../../support/app';
import { type GivenProject, givenProject, takeStep } from '../../support/delivery';
import { givenDraft, givenSignedSow, resourceLine, scopeItem, sowContent, stepOf, wholeSow } from '../../support/sow';
import { expectRefusal, refusals } from '../../support/sow-refusals';

let app: TestApp;
let project: GivenProject;

beforeAll(async () => {
  app = await TestApp.start();
  project = await givenProject(app);
});
afterAll(() => app.stop());

describe('sowUpdate', () => {
  const args = ({ id, version }: { id: string; version: number }, content: object) => ({ id, version, input: content });
  let draft: Awaited<ReturnType<typeof givenDraft>>;

  beforeAll(async () => {
    draft = await givenDraft(project);
  });

  it.each(refusals)('refuses %s', async (_what, changes, error) => {
    await expectRefusal(app, project.manager, 'sowUpdate', args(draft, sowContent(changes)), error);
  });

  it('changes parts named by id, removes parts left out, and adds the rest', async () => {
    const other = await givenProject(app);
    const before = await givenDraft(
      other,
      sowContent({ scopeItems: [scopeItem(), scopeItem({ title: 'Training', deliverables: [{ name: 'Course' }] })] }),
    );
    const [interfaces, training] = before.scopeItems;
    const content = sowContent({
      exclusions: 'Hardware and travel.',
      scopeItems: [
        scopeItem({ title: 'Migration', deliverables: [] }),
        scopeItem({
          id: interfaces!.id,
          title: 'Interfaces, all',
          deliverables: [{ id: interfaces!.deliverables[1]!.id, name: 'Live interfaces' }, { name: 'Handbook' }],
        }),
      ],
      milestones: [{ id: before.milestones[0]!.id, name: 'Live', dueOn: '2026-06-29', paymentShare: '100' }],
      resourceLines: [{ id: before.resourceLines[0]!.id, ...resourceLine({ costRate: '95.00' }) }],
    });
    const after = await other.manager.done('sowUpdate', args(before, content), wholeSow);
    expect(after).toMatchObject({
      version: 2,
      exclusions: 'Hardware and travel.',
      scopeItems: [
        { title: 'Migration' },
        {
          id: interfaces!.id,
          title: 'Interfaces, all',
          deliverables: [
            { id: interfaces!.deliverables[1]!.id, name: 'Live interfaces', acceptanceCriteria: null },
            { name: 'Handbook' },
          ],
        },
      ],
      milestones: [{ id: before.milestones[0]!.id, dueOn: '2026-06-29', deliverables: [] }],
      resourceLines: [{ id: before.resourceLines[0]!.id, costRate: { amount: '95.00' } }],
    });
    expect(await app.factsAbout(before.id)).toEqual(['SowDrafted', 'SowUpdated']);
    const { node } = await other.manager.query(
      'query ($id: ID!) { node(id: $id) { ... on ScopeItem { title archivedAt } } }',
      { id: training!.id },
    );
    expect(node).toEqual({ title: 'Training', archivedAt: expect.any(String) });
    expect(await app.historyOf(training!.id)).toEqual(['sowDraft', 'sowUpdate']);
    // A removed part does not come back.
    const again = sowContent({ scopeItems: [scopeItem({ id: training!.id, deliverables: [] })], milestones: [] });
    await expectRefusal(app, other.manager, 'sowUpdate', args(after, again), { code: 'NOT_FOUND' });
  });

  it('bumps the statement of work even if only a part changes, so that a concurrent update is refused', async () => {
    const other = await givenProject(app);
    const before = await givenDraft(other);
    const update = () => other.manager.mutate('sowUpdate', args(before, sowContent()), 'sow { version }');
    const answers = await Promise.all([update(), update()]);
    expect(answers.map(({ sow }) => sow?.version ?? null).sort()).toEqual([2, null]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'CONFLICT', currentVersion: 2 }]);
  });

  it('refuses parts of another statement of work', async () => {
    const foreign = await givenDraft(await givenProject(app));
    const content = sowContent({ scopeItems: [scopeItem({ id: foreign.scopeItems[0]!.id })] });
    await expectRefusal(app, project.manager, 'sowUpdate', args(draft, content), {
      code: 'NOT_FOUND',
      field: ['input', 'scopeItems', '0', 'id'],
    });
  });

  it('is only for drafts of projects that have not ended', async () => {
    const other = await givenProject(app);
    const submitted = await stepOf(other.manager, 'Submit', await givenDraft(other));
    await expectRefusal(app, other.manager, 'sowUpdate', args(submitted, sowContent()), {
      code: 'ILLEGAL_TRANSITION',
      from: 'IN_REVIEW',
    });
    const signed = await givenSignedSow(app, await givenProject(app));
    const admin = await app.as(Role.ADMIN);
    await expectRefusal(app, admin, 'sowUpdate', args(signed, sowContent()), {
      code: 'ILLEGAL_TRANSITION',
      from: 'SIGNED',
    });
    const ended = await givenProject(app);
    const left = await givenDraft(ended);
    await takeStep(ended, 'Cancel');
    await expectRefusal(app, ended.manager, 'sowUpdate', args(left, sowContent()), { rule: 'project-ended' });
  });

  it('refuses a stale version', async () => {
    await expectRefusal(app, project.manager, 'sowUpdate', args({ ...draft, version: 7 }, sowContent()), {
      code: 'CONFLICT',
      currentVersion: 1,
    });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      await expectRefusal(app, client, 'sowUpdate', args(draft, sowContent()), {
        code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN',
      });
    },
  );
});
