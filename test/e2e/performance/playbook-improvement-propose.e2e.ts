import { Fact } from '../../../src/shared/events/fact';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenAllocation, givenProject, takeStep } from '../../support/delivery';
import { givenProjectWithPartner, improvementInput, proposeImprovement } from '../../support/improvements';
import { givenOffering, givenPartner } from '../../support/given';
import { givenPlaybook, givenPlaybookDraft } from '../../support/playbooks';

describe('proposing an improvement of a playbook', () => {
  let app: TestApp;
  let given: Awaited<ReturnType<typeof givenProjectWithPartner>>;

  const selection = `playbookImprovement {
    id version title status phase problem proposal hoursSaved project { id } offering { id } playbook { id }
    proposedBy { id } partner { id } partnerId decidedBy { id } decidedAt rejectionReason releasedIn { id } releasedAt
    availableActions { name allowed blockedBy { code } }
  }`;
  const args = (changes: object = {}) => ({ input: improvementInput(given.project, changes) });
  const propose = (client: Client, changes: object = {}) =>
    client.done('playbookImprovementPropose', args(changes), selection);
  const refused = (client: Client, changes: object = {}) =>
    app.expectNothingChanged(() => client.refused('playbookImprovementPropose', args(changes), selection));

  beforeAll(async () => {
    app = await TestApp.start();
    given = await givenProjectWithPartner(app);
  });
  afterAll(() => app.stop());

  it('is done by users of a partner on the project, in either role', async () => {
    const { project, partnerId } = given;
    const playbook = await givenPlaybook(app, { offeringId: project.offeringId });
    for (const client of [given.administrator, given.member]) {
      const improvement = await propose(client, { playbookId: playbook.id });
      const { projectId, offeringId, ...words } = improvementInput(project);
      expect(improvement).toMatchObject({
        ...words,
        version: 1,
        status: 'PROPOSED',
        project: { id: projectId },
        offering: { id: offeringId },
        playbook: { id: playbook.id },
        proposedBy: { id: client.userId },
        partner: { id: partnerId },
        decidedBy: null,
        decidedAt: null,
        rejectionReason: null,
        releasedIn: null,
        releasedAt: null,
        availableActions: [
          {
            name: 'playbookImprovementAccept',
            allowed: false,
            blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }],
          },
          {
            name: 'playbookImprovementReject',
            allowed: false,
            blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }],
          },
          { name: 'playbookImprovementUpdate', allowed: true },
          { name: 'playbookImprovementWithdraw', allowed: true },
        ],
      });
      expect(await app.historyOf(improvement.id)).toEqual(['playbookImprovementPropose']);
      const [fact] = await app.installation.database.reader(system).list(Fact, { subjectId: improvement.id });
      expect(fact).toMatchObject({
        type: 'PlaybookImprovementProposed',
        data: { projectId: project.id, offeringId: project.offeringId, partnerId, proposedById: client.userId },
      });
    }
  });

  it('is done by the manager of the project, and by staff who work on it', async () => {
    const { project } = given;
    expect(await propose(project.manager)).toMatchObject({ partner: null, proposedBy: { id: project.manager.userId } });
    for (const role of [Role.CONSULTANT, Role.MENTOR, Role.PROJECT_MANAGER]) {
      const client = await app.as(role);
      expect(await refused(client)).toMatchObject({ code: 'FORBIDDEN' });
      await givenAllocation(project, client.userId!);
      expect(await propose(client)).toMatchObject({ status: 'PROPOSED', partnerId: null });
    }
    expect(await propose(await app.as(Role.ADMIN))).toMatchObject({ status: 'PROPOSED' });
  });

  it('is done by a mentor who accompanies a partner on it', async () => {
    const mentor = await app.as(Role.MENTOR);
    expect(await refused(mentor)).toMatchObject({ code: 'FORBIDDEN' });
    await app.installation.database.query({
      text: 'UPDATE project_staffing SET mentorId = ? WHERE projectId = ?',
      params: [mentor.userId, given.project.id],
    });
    expect(await propose(mentor)).toMatchObject({ status: 'PROPOSED' });
  });

  it.each([Role.ECOSYSTEM_MANAGER, Role.SALES, Role.OPERATIONS, Role.ANALYST])('is not for %s', async (role) => {
    expect(await refused(await app.as(role))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('is refused to another partner, for whom the project does not exist', async () => {
    const stranger = await app.asPartner((await givenPartner(app)).id);
    const absent = { projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' };
    const foreign = await refused(stranger);
    expect(foreign).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
    const { message, ...rest } = await refused(stranger, absent);
    expect({ ...rest, message: message.replace(absent.projectId, given.project.id) }).toEqual(foreign);
  });

  it('is not for anonymous viewers', async () => {
    expect(await refused(app.anonymous)).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
  });

  it('requires a project that has started, and works after its end', async () => {
    const planned = await givenProject(app, { manager: given.project.manager });
    const { id: projectId, offeringId, manager } = planned;
    expect(await refused(manager, { projectId, offeringId })).toMatchObject({
      code: 'RULE_VIOLATION',
      rule: 'project-not-begun',
      field: ['input', 'projectId'],
    });
    const ended = await givenProjectWithPartner(app, { accepted: true });
    await takeStep(await takeStep(ended.project, 'RequestAcceptance'), 'Close');
    expect(await proposeImprovement(ended.member, ended.project)).toMatchObject({ version: 1 });
  });

  it.each([
    [{ phase: 'Party' }, 'phase'],
    [{ phase: '' }, 'phase'],
    [{ title: ' ' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ problem: '' }, 'problem'],
    [{ proposal: '\n' }, 'proposal'],
    [{ hoursSaved: '-0.01' }, 'hoursSaved'],
    [{ hoursSaved: '0.001' }, 'hoursSaved'],
    [{ hoursSaved: '100000.01' }, 'hoursSaved'],
    [{ projectId: 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q' }, 'projectId'],
    [{ playbookId: 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q' }, 'playbookId'],
  ])('refuses %j', async (changes, field) => {
    expect(await refused(given.member, changes)).toMatchObject({ code: 'INVALID_INPUT', field: ['input', field] });
  });

  it('requires an offering of the project, and a playbook of it that is or was published', async () => {
    const { id: offeringId } = await givenOffering(app);
    const { member, project } = given;
    expect(await refused(member, { offeringId })).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'offeringId'],
    });
    const field = ['input', 'playbookId'];
    const foreign = await givenPlaybook(app, { offeringId });
    expect(await refused(member, { playbookId: foreign.id })).toMatchObject({ rule: 'other-offering', field });
    // Only staff see a draft.
    const draft = await givenPlaybookDraft(app, { offeringId: project.offeringId });
    expect(await refused(member, { playbookId: draft.id })).toMatchObject({ code: 'NOT_FOUND', field });
    expect(await refused(project.manager, { playbookId: draft.id })).toMatchObject({
      rule: 'playbook-not-published',
      field,
    });
    // A project may have followed a playbook that has been replaced since.
    const former = await givenPlaybook(app, { offeringId: project.offeringId });
    await givenPlaybook(app, { offeringId: project.offeringId });
    expect(await propose(member, { playbookId: former.id })).toMatchObject({ playbook: { id: former.id } });
  });
});
