import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { type DraftedSow, givenDraft, givenProjectWithSow } from '../../support/sow';

type Decision = 'Accept' | 'Reject';
interface Given {
  project: GivenProject;
  sow: DraftedSow;
  deliverable: { id: string; version: number };
}

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const selection = `deliverable {
  id version status decidedOn contact evidence rejectionReason availableActions { name allowed blockedBy { code } }
}`;
const input = {
  Accept: { contact: 'Jane Doe', evidence: 'mail of today' },
  Reject: { contact: 'Jane Doe', reason: 'Half of it is missing.' },
};
const args = (decision: Decision, { id, version }: { id: string; version: number }, changes: object = {}) => ({
  id,
  version,
  input: { ...input[decision], ...changes },
});
const done = (client: Client, decision: Decision, of: { id: string; version: number }, changes?: object) =>
  client.done(`deliverable${decision}`, args(decision, of, changes), selection);
const refused = (client: Client, decision: Decision, of: { id: string; version: number }, changes?: object) =>
  app.expectNothingChanged(() => client.refused(`deliverable${decision}`, args(decision, of, changes), selection));

async function givenActive(): Promise<Given> {
  const { project, sow } = await givenProjectWithSow(app);
  return { project: await takeStep(project, 'Activate'), sow, deliverable: sow.scopeItems[0]!.deliverables[0]! };
}

const projectOf = async ({ project }: Given) =>
  (
    await project.manager.query(
      'query ($id: ID!) { project(id: $id) { status availableActions { name blockedBy { message } } } }',
      { id: project.id },
    )
  ).project;

describe('deliverableAccept', () => {
  it('records who accepted, when, and where the evidence is kept', async () => {
    const { project, deliverable } = await givenActive();
    expect(await done(project.manager, 'Accept', deliverable)).toMatchObject({
      version: 2,
      status: 'ACCEPTED',
      decidedOn: '2026-03-02',
      contact: 'Jane Doe',
      evidence: 'mail of today',
      availableActions: [],
    });
    expect(await app.factsAbout(deliverable.id)).toEqual(['DeliverableAccepted']);
    expect(await app.historyOf(deliverable.id)).toEqual(['sowDraft', 'deliverableAccept']);
  });

  it('allows the project to close once all are accepted', async () => {
    const given = await givenActive();
    const { manager } = given.project;
    const [first, second] = given.sow.scopeItems[0]!.deliverables;
    await done(manager, 'Accept', first!);
    const inAcceptance = await takeStep(given.project, 'RequestAcceptance');
    const close = (await projectOf(given)).availableActions.find(
      ({ name }: { name: string }) => name === 'projectClose',
    );
    expect(close.blockedBy).toEqual([{ message: 'The deliverable Live interfaces is not accepted.' }]);
    await done(manager, 'Accept', second!);
    await takeStep(inAcceptance, 'Close');
    expect(await projectOf(given)).toMatchObject({ status: 'CLOSED' });
  });

  it('accepts a day from the signature to today', async () => {
    const { project, deliverable } = await givenActive();
    for (const acceptedOn of ['2026-03-01', '2026-03-03']) {
      expect(await refused(project.manager, 'Accept', deliverable, { acceptedOn })).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'acceptedOn'],
      });
    }
    expect(await done(project.manager, 'Accept', deliverable, { acceptedOn: '2026-03-02' })).toBeTruthy();
  });
});

describe('deliverableReject', () => {
  it('records the reason; after rework the deliverable is accepted', async () => {
    const given = await givenActive();
    const { manager } = given.project;
    const rejected = await done(manager, 'Reject', given.deliverable);
    expect(rejected).toMatchObject({
      status: 'REJECTED',
      rejectionReason: 'Half of it is missing.',
      decidedOn: '2026-03-02',
      availableActions: [
        { name: 'deliverableSubmit', allowed: true },
        { name: 'deliverableAccept', allowed: true },
      ],
    });
    expect(await projectOf(given)).toMatchObject({ status: 'ACTIVE' });
    expect(await refused(manager, 'Accept', rejected, { acceptedOn: '2026-03-01' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await done(manager, 'Accept', rejected)).toMatchObject({
      status: 'ACCEPTED',
      rejectionReason: 'Half of it is missing.',
    });
    expect(await app.factsAbout(given.deliverable.id)).toEqual(['DeliverableRejected', 'DeliverableAccepted']);
  });

  it('brings a project in acceptance back to work', async () => {
    const given = await givenActive();
    await takeStep(given.project, 'RequestAcceptance');
    await done(given.project.manager, 'Reject', given.deliverable);
    expect(await projectOf(given)).toMatchObject({ status: 'ACTIVE' });
    expect(await app.factsAbout(given.project.id)).toEqual(expect.arrayContaining(['ProjectReturnedToWork']));
  });
});

describe('both', () => {
  const decisions: Decision[] = ['Accept', 'Reject'];

  it.each(decisions)('%s: only once, and only in a running project', async (decision) => {
    const given = await givenActive();
    const { manager } = given.project;
    const accepted = await done(manager, 'Accept', given.deliverable);
    expect(await refused(manager, decision, accepted)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'ACCEPTED' });

    const { project: planned, sow } = await givenProjectWithSow(app);
    const pending = sow.scopeItems[0]!.deliverables[0]!;
    expect(await refused(planned.manager, decision, pending)).toMatchObject({ rule: 'project-not-in-work' });
    await takeStep(await takeStep(planned, 'Activate'), 'Hold');
    expect(await refused(planned.manager, decision, pending)).toMatchObject({ rule: 'project-not-in-work' });
  });

  it.each(decisions)('%s: only for agreed deliverables', async (decision) => {
    const project = await givenProject(app);
    const draft = await givenDraft(project);
    const refusal = await refused(project.manager, decision, draft.scopeItems[0]!.deliverables[0]!);
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'sow-not-signed' });
  });

  it.each(decisions)(
    '%s: not from a stale version, nor with an unknown id or one of another kind',
    async (decision) => {
      const { project, deliverable } = await givenActive();
      const { manager } = project;
      expect(await refused(manager, decision, { ...deliverable, version: 9 })).toMatchObject({
        code: 'CONFLICT',
        currentVersion: 1,
      });
      const absent = { ...deliverable, id: 'deliverable_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      expect(await refused(manager, decision, absent)).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refused(manager, decision, { ...deliverable, id: project.id })).toMatchObject({
        code: 'INVALID_INPUT',
      });
    },
  );

  it('require a contact, and a reason or evidence', async () => {
    const { project, deliverable } = await givenActive();
    for (const [decision, changes, field] of [
      ['Accept', { contact: '' }, 'contact'],
      ['Accept', { evidence: '' }, 'evidence'],
      ['Reject', { contact: 'x'.repeat(10_000) }, 'contact'],
      ['Reject', { reason: '' }, 'reason'],
    ] as const) {
      expect(await refused(project.manager, decision, deliverable, changes)).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', field],
      });
    }
  });

  it('let only one of two concurrent decisions win', async () => {
    const { project, deliverable } = await givenActive();
    const answers = await Promise.all(
      decisions.map((decision) =>
        project.manager.mutate(`deliverable${decision}`, args(decision, deliverable), 'deliverable { status }'),
      ),
    );
    expect(answers.filter((answer) => answer.deliverable)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'CONFLICT' }]);
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'are not for a %s who does not answer for the project',
    async (role) => {
      const { deliverable } = await givenOnce();
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      for (const decision of decisions) {
        expect(await refused(client, decision, deliverable)).toMatchObject({
          code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN',
        });
      }
    },
  );

  it('are not for a partner that is staffed on the project', async () => {
    const { project, deliverable } = await givenOnce();
    const client = await app.asPartner((await givenStaffedPartner(app, project)).id);
    for (const decision of decisions) {
      expect(await refused(client, decision, deliverable)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  let once: Promise<Given> | null = null;
  const givenOnce = () => (once ??= givenActive());
});
