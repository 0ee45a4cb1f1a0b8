import { Fact } from '../../../src/shared/events/fact';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenAllocation,
  type GivenProject,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { givenCertification, givenPartner } from '../../support/given';
import { daysLater, type DraftedSow, givenDraft, givenProjectWithSow, scopeItem, sowContent } from '../../support/sow';
import { givenDocument } from '../../support/uploads';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

interface Versioned {
  id: string;
  version: number;
}

const pair = <T>(all: readonly T[]) => [all[0]!, all[1]!] as const;
const selection = `deliverable {
  id version status submittedAt submissionNote submittedBy { id } submissionDocuments { id } evidenceDocuments { id }
  decidedOn availableActions { name allowed blockedBy { code } }
}`;
const args = ({ id, version }: Versioned, input: object = {}) => ({ id, version, input });
const submit = (client: Client, of: Versioned, input?: object) =>
  client.done('deliverableSubmit', args(of, input), selection);
const refused = (client: Client, of: Versioned, input?: object) =>
  app.expectNothingChanged(() => client.refused('deliverableSubmit', args(of, input), selection));
const decide = (client: Client, decision: 'Accept' | 'Reject', of: Versioned, changes: object = {}) => {
  const input =
    decision === 'Accept'
      ? { contact: 'Jane Doe', evidence: 'mail', ...changes }
      : { contact: 'Jane Doe', reason: 'Half of it is missing.' };
  return client.done(`deliverable${decision}`, { ...args(of), input }, selection);
};
const dataOf = async (type: string, subjectId: string) =>
  (await app.installation.database.reader(system).list(Fact, { type, subjectId })).map(({ data }) => data);

async function givenActive(content?: object): Promise<{ project: GivenProject; sow: DraftedSow; first: Versioned }> {
  const { project, sow } = await givenProjectWithSow(app, content);
  return { project: await takeStep(project, 'Activate'), sow, first: sow.scopeItems[0]!.deliverables[0]! };
}

describe('deliverableSubmit', () => {
  it('submits a deliverable with a note and documents', async () => {
    const { project, first } = await givenActive();
    const document = await givenDocument(app, project.manager);
    const submitted = await submit(project.manager, first, { note: 'On the share.', documentIds: [document.id] });
    expect(submitted).toMatchObject({
      version: 2,
      status: 'SUBMITTED',
      submittedAt: '2026-03-02T09:00:00.000Z',
      submissionNote: 'On the share.',
      submittedBy: { id: project.manager.userId },
      submissionDocuments: [{ id: document.id }],
      decidedOn: null,
      availableActions: [
        { name: 'deliverableAccept', allowed: true },
        { name: 'deliverableReject', allowed: true },
        { name: 'deliverableWithdraw', allowed: true },
      ],
    });
    expect(await app.historyOf(first.id)).toEqual(['sowDraft', 'deliverableSubmit']);
    expect(await dataOf('DeliverableSubmitted', first.id)).toEqual([{ projectId: project.id, partnerId: null }]);
  });

  it('can be decided on, with documents as evidence', async () => {
    const { project, sow } = await givenActive();
    const [first, second] = pair(sow.scopeItems[0]!.deliverables);
    const { manager } = project;
    const evidence = await givenDocument(app, manager);
    const accepted = await decide(manager, 'Accept', await submit(manager, first), { documentIds: [evidence.id] });
    expect(accepted).toMatchObject({
      status: 'ACCEPTED',
      evidenceDocuments: [{ id: evidence.id }],
      availableActions: [],
    });
    const rejected = await decide(manager, 'Reject', await submit(manager, second));
    expect(rejected).toMatchObject({
      status: 'REJECTED',
      availableActions: [{ name: 'deliverableSubmit' }, { name: 'deliverableAccept' }],
    });
    // After rework.
    expect(await submit(manager, rejected)).toMatchObject({ status: 'SUBMITTED', submissionNote: null });
    expect(await app.factsAbout(second.id)).toEqual([
      'DeliverableSubmitted',
      'DeliverableRejected',
      'DeliverableSubmitted',
    ]);
  });

  it('is for the people on the project, and for the administrator of a firm that is staffed on it', async () => {
    const { project, sow } = await givenActive();
    const [first, second] = pair(sow.scopeItems[0]!.deliverables);
    const partner = await givenStaffedPartner(app, project);
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    const member = await app.signIn(user);
    expect(await refused(member, first)).toMatchObject({ code: 'FORBIDDEN' });
    await givenCertification(app, user, project.offeringId);
    await givenAllocation(project, user.id);
    expect(await submit(member, first)).toMatchObject({
      status: 'SUBMITTED',
      availableActions: [
        { name: 'deliverableAccept', allowed: false, blockedBy: [{ code: 'forbidden' }] },
        { name: 'deliverableReject', allowed: false },
        { name: 'deliverableWithdraw', allowed: true },
      ],
    });
    expect(await dataOf('DeliverableSubmitted', first.id)).toEqual([{ projectId: project.id, partnerId: partner.id }]);

    const administrator = await app.asPartner(partner.id);
    const document = await givenDocument(app, administrator, partner.id);
    expect(await submit(administrator, second, { documentIds: [document.id] })).toMatchObject({ status: 'SUBMITTED' });

    const { project: another, first: third } = await givenActive();
    const consultant = await app.as(Role.CONSULTANT);
    expect(await refused(consultant, third)).toMatchObject({ code: 'FORBIDDEN' });
    await givenAllocation(another, consultant.userId!);
    expect(await submit(consultant, third)).toMatchObject({ status: 'SUBMITTED' });
    // Documents of another firm are not found.
    const foreign = await app.asPartner((await givenPartner(app)).id);
    expect(await refused(foreign, { ...third, version: 2 })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('requires an agreed deliverable in a running project, and works only once', async () => {
    const { project, first } = await givenActive();
    const submitted = await submit(project.manager, first);
    expect(await refused(project.manager, submitted)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SUBMITTED' });
    expect(await refused(project.manager, first)).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    const planned = await givenProjectWithSow(app);
    const pending = planned.sow.scopeItems[0]!.deliverables[0]!;
    expect(await refused(planned.project.manager, pending)).toMatchObject({ rule: 'project-not-in-work' });
    const drafted = await givenProject(app);
    const draft = (await givenDraft(drafted)).scopeItems[0]!.deliverables[0]!;
    expect(await refused(drafted.manager, draft)).toMatchObject({ rule: 'sow-not-signed' });
    for (const role of [Role.PROJECT_MANAGER, Role.SALES, Role.ECOSYSTEM_MANAGER, Role.ANALYST]) {
      expect(await refused(await app.as(role), submitted)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('accepts documents that exist, and are about this project if about any', async () => {
    const { project, first } = await givenActive();
    const absent = 'document_01jd5s9c0ye5rt3t7m6x0j5d1q';
    const field = ['input', 'documentIds', '0'];
    expect(await refused(project.manager, first, { documentIds: [absent] })).toMatchObject({
      code: 'NOT_FOUND',
      field,
    });
    expect(await refused(project.manager, first, { documentIds: [project.id] })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { id } = await givenDocument(app, project.manager);
    const { project: another } = await givenActive();
    await app.installation.database.transaction({ viewer: system, action: 'test', requestId: 'test' }, (tx) =>
      tx.execute({ text: 'UPDATE document SET projectId = ? WHERE id = ?', params: [another.id, id] }),
    );
    expect(await refused(project.manager, first, { documentIds: [id] })).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
    expect(await refused(project.manager, first, { documentIds: [id, id] })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused(project.manager, first, { note: 'x'.repeat(5_001) })).toMatchObject({
      field: ['input', 'note'],
    });
  });
});

describe('deliverableWithdraw', () => {
  const withdrawing = ({ id, version }: Versioned) => ({ id, version });
  const withdraw = (client: Client, of: Versioned) => client.done('deliverableWithdraw', withdrawing(of), selection);
  const refusedTo = (client: Client, of: Versioned) =>
    app.expectNothingChanged(() => client.refused('deliverableWithdraw', withdrawing(of), selection));

  it('withdraws a mistaken submission, until the customer decides', async () => {
    const { project, first } = await givenActive();
    const document = await givenDocument(app, project.manager);
    const submitted = await submit(project.manager, first, { note: 'The wrong file.', documentIds: [document.id] });
    const back = await withdraw(project.manager, submitted);
    expect(back).toMatchObject({
      version: 3,
      status: 'PENDING',
      submittedAt: null,
      submittedBy: null,
      submissionNote: null,
      submissionDocuments: [],
    });
    expect(await refusedTo(project.manager, back)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PENDING' });
    expect(await refusedTo(project.manager, submitted)).toMatchObject({ code: 'CONFLICT', currentVersion: 3 });
    const again = await submit(project.manager, back, { note: 'The right one.' });
    const accepted = await decide(project.manager, 'Accept', again);
    expect(await refusedTo(project.manager, accepted)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'ACCEPTED' });
    expect((await app.factsAbout(first.id)).slice(0, 3)).toEqual([
      'DeliverableSubmitted',
      'DeliverableWithdrawn',
      'DeliverableSubmitted',
    ]);
    expect(await app.historyOf(first.id)).toEqual([
      'sowDraft',
      'deliverableSubmit',
      'deliverableWithdraw',
      'deliverableSubmit',
      'deliverableAccept',
    ]);
  });

  it('is for the person who submitted it, and the manager', async () => {
    const { project, first } = await givenActive();
    const partner = await givenStaffedPartner(app, project);
    const administrator = await app.asPartner(partner.id);
    const colleague = await app.asPartner(partner.id);
    const submitted = await submit(administrator, first);
    expect(await refusedTo(colleague, submitted)).toMatchObject({ code: 'FORBIDDEN' });
    for (const role of [Role.PROJECT_MANAGER, Role.CONSULTANT, Role.ANALYST]) {
      expect(await refusedTo(await app.as(role), submitted)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const foreign = await app.asPartner((await givenPartner(app)).id);
    expect(await refusedTo(foreign, submitted)).toMatchObject({ code: 'NOT_FOUND' });
    const back = await withdraw(administrator, submitted);
    expect(await withdraw(project.manager, await submit(administrator, back))).toMatchObject({ status: 'PENDING' });
  });
});

describe('a milestone', () => {
  const milestonesOf = async (project: GivenProject) =>
    (
      await project.manager.query(
        'query ($id: ID!) { project(id: $id) { statementOfWork { milestones { id name acceptedOn } } } }',
        { id: project.id },
      )
    ).project.statementOfWork.milestones;
  const content = sowContent({
    endsOn: '2026-06-30',
    scopeItems: [scopeItem({ responsibleParty: 'PARTNER' })],
    milestones: [
      { name: 'Live', dueOn: '2026-03-03', paymentShare: '60', deliverables: ['Interface guide', 'Live interfaces'] },
      { name: 'Guide', dueOn: '2026-06-30', paymentShare: '40', deliverables: ['Interface guide'] },
    ],
  });

  it('is accepted with its last deliverable, once, and counts the days late or early', async () => {
    const given = await givenActive(content);
    const [guide, live] = pair(given.sow.scopeItems[0]!.deliverables);
    const [milestone, early] = pair(given.sow.milestones);
    const partner = await givenStaffedPartner(app, given.project);
    await decide(given.project.manager, 'Accept', guide);
    expect(await milestonesOf(given.project)).toMatchObject([{ acceptedOn: null }, { acceptedOn: '2026-03-02' }]);
    expect(await dataOf('MilestoneAccepted', milestone.id)).toEqual([]);
    expect(await dataOf('MilestoneAccepted', early.id)).toMatchObject([{ daysLate: -120, dueOn: '2026-06-30' }]);
    expect(await dataOf('DeliverableAccepted', guide.id)).toMatchObject([{ milestoneId: milestone.id, daysLate: -1 }]);

    const { project } = await daysLater(app, given, 5);
    await decide(project.manager, 'Accept', live);
    expect(await milestonesOf(project)).toMatchObject([{ acceptedOn: '2026-03-07' }, { acceptedOn: '2026-03-02' }]);
    expect(await dataOf('DeliverableAccepted', live.id)).toMatchObject([{ milestoneId: milestone.id, daysLate: 4 }]);
    expect(await dataOf('MilestoneAccepted', milestone.id)).toEqual([
      {
        projectId: project.id,
        milestoneId: milestone.id,
        dueOn: '2026-03-03',
        acceptedOn: '2026-03-07',
        daysLate: 4,
        partnerIds: [partner.id],
      },
    ]);
  });

  it('is accepted even if its last two deliverables are accepted concurrently', async () => {
    const { project, sow } = await givenActive(content);
    const both = sow.scopeItems[0]!.deliverables;
    const input = { contact: 'Jane Doe', evidence: 'mail' };
    const answers = await Promise.all(
      both.map((each) =>
        project.manager.mutate('deliverableAccept', { ...args(each), input }, 'deliverable { status }'),
      ),
    );
    const missed = both.filter((_, index) => answers[index].deliverable === null);
    for (const each of missed) await decide(project.manager, 'Accept', each);
    expect(await dataOf('MilestoneAccepted', sow.milestones[0]!.id)).toHaveLength(1);
  });

  it('is not affected by a deliverable that belongs to none', async () => {
    const { project, sow } = await givenActive();
    const alone = sow.scopeItems[0]!.deliverables[1]!;
    await decide(project.manager, 'Accept', alone);
    expect(await dataOf('DeliverableAccepted', alone.id)).toMatchObject([{ milestoneId: null, daysLate: null }]);
    expect(await milestonesOf(project)).toMatchObject([{ acceptedOn: null }]);
  });
});
