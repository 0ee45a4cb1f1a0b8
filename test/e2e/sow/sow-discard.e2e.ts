import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject, givenStaffedPartner, type GivenProject, takeStep } from '../../support/delivery';
import { type DraftedSow, givenDraft, givenSignedSow, sowContent, stepOf } from '../../support/sow';

describe('sowDiscard', () => {
  let app: TestApp;
  let project: GivenProject;
  let draft: DraftedSow;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    project = await givenProject(app);
    draft = await givenDraft(project);
  });
  afterAll(() => app.stop());

  const selection = 'sow { id version status revision availableActions { name } }';
  const args = ({ id, version }: { id: string; version: number }) => ({ id, version });
  const refused = (client: Client, given: { id: string; version: number }) =>
    app.expectNothingChanged(() => client.refused('sowDiscard', args(given), selection));

  it('discards a draft, so that the project can have another one', async () => {
    const input = { projectId: project.id, ...sowContent() };
    const second = { input };
    expect(await project.manager.refused('sowDraft', second, 'sow { id }')).toMatchObject({ rule: 'sow-exists' });
    expect(await project.manager.done('sowDiscard', args(draft), selection)).toEqual({
      id: draft.id,
      version: 2,
      status: 'DISCARDED',
      revision: 1,
      availableActions: [],
    });
    expect(await app.factsAbout(draft.id)).toEqual(['SowDrafted', 'SowDiscarded']);
    expect(await app.historyOf(draft.id)).toEqual(['sowDraft', 'sowDiscard']);
    const { statementOfWork, statementsOfWork } = (
      await project.manager.query(
        'query ($id: ID!) { project(id: $id) { statementOfWork { id } statementsOfWork { status } } }',
        { id: project.id },
      )
    ).project;
    expect([statementOfWork, statementsOfWork]).toEqual([null, [{ status: 'DISCARDED' }]]);
    const signed = await givenSignedSow(app, project);
    expect(signed.id).not.toBe(draft.id);
    await takeStep(project, 'Activate');
  });

  it('is marked as not agreed on the paper', async () => {
    await project.manager.done('sowDiscard', args(draft), selection);
    const { sow } = await project.manager.query('query ($id: ID!) { sow(id: $id) { printUrl } }', { id: draft.id });
    expect((await fetch(sow.printUrl as string)).status).toBe(200);
  });

  it('is only for drafts', async () => {
    for (const step of ['Submit', 'Approve', 'Sign'] as const) {
      const client = step === 'Approve' ? await app.as(Role.PROJECT_MANAGER) : project.manager;
      draft = await stepOf(client, step, draft);
      expect(await refused(project.manager, draft)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    }
    const other = await givenProject(app);
    const gone = await stepOf(other.manager, 'Discard', await givenDraft(other));
    expect(await refused(other.manager, gone)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'DISCARDED',
      allowed: [],
    });
    // A discarded draft allows no other step.
    for (const step of ['Submit', 'SendBack'] as const) {
      const reason = step === 'SendBack' ? { reason: 'No.' } : {};
      const refusal = other.manager.refused(`sow${step}`, { ...args(gone), ...reason }, 'sow { id }');
      expect(await refusal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'DISCARDED' });
    }
  });

  it('also works after the project was cancelled, and not with a stale version', async () => {
    expect(await refused(project.manager, { ...draft, version: 7 })).toMatchObject({ code: 'CONFLICT' });
    await takeStep(project, 'Cancel');
    expect(await project.manager.done('sowDiscard', args(draft), selection)).toMatchObject({ status: 'DISCARDED' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage the project',
    async (role) => {
      const partner = await givenStaffedPartner(app, project);
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      expect(await refused(client, draft)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('races a submission, and only one of them wins', async () => {
    const answers = await Promise.all(
      ['sowDiscard', 'sowSubmit'].map((name) => project.manager.mutate(name, args(draft), 'sow { status }')),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });
});
