import { Role, TestApp } from '../../support/app';
import { givenActiveProject, givenStaffedPartner } from '../../support/delivery';
import { givenPosted } from '../../support/incentives';
import { givenProposal } from '../../support/sanctions';

describe('a survey response', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const selection = 'surveyResponse { id version availableActions { name blockedBy { code } } }';

  it('is not corrected while an entry or a sanction rests on it', async () => {
    const project = await givenActiveProject(app);
    const partner = await givenStaffedPartner(app, project);
    const { manager } = project;
    const contact = { customerId: project.customerId, name: 'Ingrid Lang' };
    const { id: contactId } = await manager.done('contactCreate', { input: contact }, 'contact { id }');
    const content = { contactId, partnerId: partner.id, kind: 'CSAT', score: 5, respondedOn: app.clock.today() };
    const recording = { input: { ...content, projectId: project.id } };
    const { id } = await manager.done('surveyResponseRecord', recording, selection);
    const update = (version: number, score: number) =>
      manager.mutate('surveyResponseUpdate', { id, version, input: { ...content, score } }, selection);
    const rules = ({ userErrors }: { userErrors: { rule: string }[] }) => userErrors.map(({ rule }) => rule);

    const entry = await givenPosted(app, partner.id, { recordId: id });
    expect(rules(await update(1, 4))).toEqual(['already-counted']);
    const { surveyResponse } = await manager.query(
      `query ($id: ID!) { surveyResponse(id: $id) { availableActions { blockedBy { code } } } }`,
      { id },
    );
    expect(surveyResponse.availableActions[0].blockedBy).toEqual([{ code: 'already-counted' }]);
    const ecosystemManager = await app.as(Role.ECOSYSTEM_MANAGER);
    const reversing = { id: entry.id, input: { reason: 'A mistake.', recordId: partner.id } };
    await ecosystemManager.done('incentiveReverse', reversing, 'entry { id }');
    expect(rules(await update(1, 4))).toEqual([]);

    await givenProposal(app, partner.id, { evidenceIds: [id] });
    expect(rules(await update(2, 3))).toEqual(['already-counted']);
    const withdrawing = { id, version: 2, reason: 'It was about another project.' };
    await manager.done('surveyResponseWithdraw', withdrawing, selection);
  });
});
