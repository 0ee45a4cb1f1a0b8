import { Customer } from '../../../src/modules/customers';
import { Project } from '../../../src/modules/projects';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { givenOffering, store } from '../../support/given';
import {
  type DraftedSow,
  everythingDue,
  givenDraft,
  givenProjectWithSow,
  resourceLine,
  scopeItem,
  sowContent,
  stepOf,
} from '../../support/sow';

let app: TestApp;
let reviewer: Client;

beforeAll(async () => {
  app = await TestApp.start();
  reviewer = await app.as(Role.PROJECT_MANAGER);
});
afterAll(() => app.stop());

type Step = 'Submit' | 'SendBack' | 'Approve' | 'Sign';
const signature = { signatory: 'Jane Doe', evidence: 'archive/1' };
const args = (step: Step, { id, version }: { id: string; version: number }, input: object = signature) => ({
  id,
  version,
  ...(step === 'SendBack' && { reason: 'The dates have moved.' }),
  ...(step === 'Sign' && { input }),
});
const selection = `sow {
  id version status signedOn signatory signatureEvidence sentBackReason submittedBy { id } approvedBy { id }
  availableActions { name allowed blockedBy { code message } }
}`;
const done = (client: Client, step: Step, sow: { id: string; version: number }, input?: object) =>
  client.done(`sow${step}`, args(step, sow, input), selection);
const refused = (client: Client, step: Step, sow: { id: string; version: number }, input?: object) =>
  app.expectNothingChanged(() => client.refused(`sow${step}`, args(step, sow, input), selection));

describe('from draft to signature', () => {
  it('leads through review and approval, with a fact and history for each step', async () => {
    const project = await givenProject(app);
    const draft = await givenDraft(project);
    const submitted = await done(project.manager, 'Submit', draft);
    expect(submitted).toMatchObject({
      version: 2,
      status: 'IN_REVIEW',
      submittedBy: { id: project.manager.userId },
      availableActions: [
        { name: 'sowSendBack', allowed: true },
        { name: 'sowApprove', allowed: false, blockedBy: [{ code: 'own-act' }] },
      ],
    });
    const approved = await done(reviewer, 'Approve', submitted);
    expect(approved).toMatchObject({
      version: 3,
      status: 'APPROVED',
      approvedBy: { id: reviewer.userId },
      availableActions: [
        { name: 'sowSendBack', allowed: true },
        { name: 'sowSign', allowed: false, blockedBy: [{ code: 'forbidden' }] },
      ],
    });
    const signed = await done(project.manager, 'Sign', approved, { ...signature, signedOn: '2026-02-27' });
    expect(signed).toMatchObject({
      version: 4,
      status: 'SIGNED',
      signedOn: '2026-02-27',
      signatory: 'Jane Doe',
      signatureEvidence: 'archive/1',
      availableActions: [],
    });
    expect(await app.factsAbout(draft.id)).toEqual(['SowDrafted', 'SowSubmitted', 'SowApproved', 'SowSigned']);
    expect(await app.historyOf(draft.id)).toEqual(['sowDraft', 'sowSubmit', 'sowApprove', 'sowSign']);
  });

  it('returns from review and from approval to be revised, with the reason', async () => {
    const project = await givenProject(app);
    const submitted = await stepOf(project.manager, 'Submit', await givenDraft(project));
    const back = await done(reviewer, 'SendBack', submitted);
    expect(back).toMatchObject({ status: 'DRAFT', sentBackReason: 'The dates have moved.', submittedBy: null });
    const again = await done(project.manager, 'Submit', back);
    expect(again).toMatchObject({ status: 'IN_REVIEW', sentBackReason: null });
    const approved = await done(reviewer, 'Approve', again);
    expect(await done(project.manager, 'SendBack', approved)).toMatchObject({ status: 'DRAFT', approvedBy: null });
    expect(await app.factsAbout(submitted.id)).toEqual([
      'SowDrafted',
      'SowSubmitted',
      'SowSentBack',
      'SowSubmitted',
      'SowApproved',
      'SowSentBack',
    ]);
  });

  it('is closed with its project', async () => {
    const { project, sow } = await givenProjectWithSow(
      app,
      sowContent({
        scopeItems: [scopeItem({ deliverables: [] })],
        milestones: [{ name: 'Live', dueOn: '2026-06-30', paymentShare: '100' }],
      }),
    );
    const inAcceptance = await takeStep(await takeStep(project, 'Activate'), 'RequestAcceptance');
    await takeStep(inAcceptance, 'Close');
    await app.installation.relay.settle();
    const found = await reviewer.query('query ($id: ID!) { sow(id: $id) { status } }', { id: sow.id });
    expect(found.sow).toEqual({ status: 'CLOSED' });
    expect(await app.factsAbout(sow.id)).toEqual(expect.arrayContaining(['SowClosed']));
  });
});

describe('the clarity check', () => {
  const clarityOf = async (client: Client, id: string) =>
    (
      await client.query(
        'query ($id: ID!) { sow(id: $id) { clarity { score findings { severity code path advice } } availableActions { name allowed blockedBy { code } } } }',
        { id },
      )
    ).sow;

  it('finds nothing in a clear content', async () => {
    const project = await givenProject(app);
    const { id } = await givenDraft(project, sowContent({ milestones: everythingDue }));
    expect(await clarityOf(reviewer, id)).toMatchObject({ clarity: { score: 100, findings: [] } });
  });

  it('blocks the review on errors, with advice, and reports the blockers beforehand', async () => {
    const project = await givenProject(app);
    const draft = await givenDraft(
      project,
      sowContent({
        scopeItems: [scopeItem({ quantity: null, deliverables: [{ name: 'Guide' }] })],
        milestones: [{ name: 'Live', dueOn: '2026-07-01', paymentShare: '50' }],
        resourceLines: [resourceLine({ costRate: null })],
      }),
    );
    const { clarity, availableActions } = await clarityOf(project.manager, draft.id);
    expect(clarity.score).toBe(15);
    expect(
      clarity.findings.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`),
    ).toEqual([
      'unbounded-quantity scopeItems.0.quantity',
      'no-acceptance-criterion scopeItems.0.deliverables.0.acceptanceCriteria',
      'milestone-outside-dates milestones.0.dueOn',
      'rate-missing resourceLines.0.costRate',
      'deliverable-without-milestone scopeItems.0.deliverables.0',
    ]);
    expect(availableActions).toMatchObject([
      { name: 'sowUpdate', allowed: true },
      { name: 'sowSubmit', allowed: false, blockedBy: Array(5).fill({ code: 'clarity' }) },
      { name: 'sowDiscard', allowed: true },
    ]);
    const refusal = await refused(project.manager, 'Submit', draft);
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'clarity' });
    // Payment shares are checked from the review on.
    expect(refusal.details).toHaveLength(5);
    expect(refusal.details.join(' ')).toContain('payment-shares at milestones');
  });

  it('lets warnings pass, including hours that deviate from the offering', async () => {
    const offering = await givenOffering(app, {
      baselineHours: [
        { phase: 'Design', role: 'Consultant', hours: 30 },
        { phase: 'Build', role: 'Consultant', hours: 150.5 },
      ],
    });
    const project = await givenProject(app, { offeringId: offering.id });
    const draft = await givenDraft(
      project,
      sowContent({
        acceptanceWindowDays: null,
        // Two items from one offering do not double its hours.
        scopeItems: [
          scopeItem({ offeringId: offering.id }),
          scopeItem({ offeringId: offering.id, deliverables: [], resourceRole: null }),
        ],
      }),
    );
    const { clarity } = await clarityOf(project.manager, draft.id);
    expect(clarity.score).toBe(75);
    expect(clarity.findings.map(({ severity, code }: Record<string, string>) => [severity, code])).toEqual([
      ['WARNING', 'no-acceptance-window'],
      ['WARNING', 'deliverable-without-milestone'],
      ['WARNING', 'no-resource-role'],
      ['WARNING', 'hours-over-p80'],
      ['WARNING', 'hours-under-half-p50'],
    ]);
    expect(await done(project.manager, 'Submit', draft)).toMatchObject({ status: 'IN_REVIEW' });
  });

  it('finds characters that a paper cannot print before the signature, and names them', async () => {
    const project = await givenProject(app);
    const deliverables = [{ name: '\u{20bb7} guide', acceptanceCriteria: 'Reports in Korean: 한국어.' }];
    const content = sowContent({
      scopeItems: [scopeItem({ deliverables })],
      milestones: [{ ...everythingDue[0], deliverables: [] }],
    });
    const draft = await givenDraft(project, content);
    const { clarity } = await clarityOf(project.manager, draft.id);
    expect(clarity.findings.slice(0, 2)).toMatchObject([
      {
        severity: 'ERROR',
        code: 'unprintable',
        path: ['scopeItems', '0', 'deliverables', '0', 'name'],
        advice: expect.stringContaining('\u{20bb7}'),
      },
      {
        severity: 'ERROR',
        code: 'unprintable',
        path: ['scopeItems', '0', 'deliverables', '0', 'acceptanceCriteria'],
        advice: expect.stringContaining('한 국 어'),
      },
    ]);
    expect(await refused(project.manager, 'Submit', draft)).toMatchObject({ rule: 'clarity' });
  });

  it('finds names that a paper cannot print, and refuses a signature with one', async () => {
    const project = await givenProject(app);
    const draft = await givenDraft(project, sowContent({ milestones: everythingDue }));
    const rename = (name: string) =>
      store(app, async (tx) => {
        const { customerId } = await tx.load(Project, project.id);
        return tx.save(Object.assign(await tx.load(Customer, customerId), { name }));
      });
    await rename('한빛 Systems');
    const unprintable = async () =>
      (await clarityOf(project.manager, draft.id)).clarity.findings.filter(
        ({ code }: { code: string }) => code === 'unprintable',
      );
    expect(await unprintable()).toMatchObject([
      { severity: 'ERROR', path: ['names', 'customer'], advice: expect.stringContaining('한 빛') },
    ]);
    expect(await refused(project.manager, 'Submit', draft)).toMatchObject({ rule: 'clarity' });
    await rename('Hanbit Systems');
    expect(await unprintable()).toEqual([]);
    const approved = await stepOf(
      await app.as(Role.PROJECT_MANAGER),
      'Approve',
      await stepOf(project.manager, 'Submit', draft),
    );
    const sign = (signatory: string) =>
      refused(project.manager, 'Sign', approved, { signatory, evidence: 'archive/1' });
    await app.expectNothingChanged(async () => {
      expect(await sign('김민준')).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'signatory'] });
    });
    await rename('한빛 Systems');
    await app.expectNothingChanged(async () => {
      expect(await sign('Jane Doe')).toMatchObject({
        rule: 'unprintable',
        details: [expect.stringContaining('customer')],
      });
    });
  });

  it('costs one statement per kind of record, for any number of statements of work', async () => {
    const document =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on StatementOfWork { clarity { score } totals { plannedHours } } } }';
    const drafts: DraftedSow[] = [];
    for (let count = 0; count < 5; count += 1) drafts.push(await givenDraft(await givenProject(app)));
    const ids = drafts.map(({ id }) => id);
    const one = await app.countStatements(() => reviewer.query(document, { ids: ids.slice(0, 1) }));
    const five = await app.countStatements(() => reviewer.query(document, { ids }));
    expect(five).toBe(one);
  });
});

describe('refusals', () => {
  let project: GivenProject;
  let inReview: DraftedSow;

  beforeAll(async () => {
    project = await givenProject(app);
    inReview = await stepOf(project.manager, 'Submit', await givenDraft(project));
  });

  it("of approving one's own statement of work, for administrators too", async () => {
    expect(await refused(project.manager, 'Approve', inReview)).toMatchObject({ rule: 'own-act' });
    const admin = await app.as(Role.ADMIN);
    const other = await givenProject(app);
    const draft = await givenDraft(other);
    const written = await admin.done(
      'sowUpdate',
      { id: draft.id, version: draft.version, input: sowContent() },
      'sow { id version }',
    );
    const submitted = await stepOf(other.manager, 'Submit', written);
    expect(await refused(admin, 'Approve', submitted)).toMatchObject({ rule: 'own-act' });
    expect(await refused(other.manager, 'Approve', submitted)).toMatchObject({ rule: 'own-act' });
    expect(await done(reviewer, 'Approve', submitted)).toMatchObject({ status: 'APPROVED' });
  });

  it('of steps that the status does not allow', async () => {
    expect(await refused(project.manager, 'Submit', inReview)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'IN_REVIEW',
      allowed: ['sendBack', 'approve'],
    });
    expect(await refused(project.manager, 'Sign', inReview)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const { project: other, sow: signed } = await givenProjectWithSow(app);
    for (const step of ['Submit', 'SendBack', 'Sign'] as const) {
      expect(await refused(other.manager, step, signed)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SIGNED' });
    }
    expect(await refused(reviewer, 'Approve', signed)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SIGNED' });
  });

  it('of a signature in the future, without a name, or without evidence', async () => {
    const other = await givenProject(app);
    const approved = await stepOf(reviewer, 'Approve', await stepOf(other.manager, 'Submit', await givenDraft(other)));
    for (const [changes, field] of [
      [{ signedOn: '2026-03-03' }, 'signedOn'],
      [{ signatory: '' }, 'signatory'],
      [{ evidence: '' }, 'evidence'],
      [{ evidence: 'x'.repeat(10_000) }, 'evidence'],
    ] as const) {
      expect(await refused(other.manager, 'Sign', approved, { ...signature, ...changes })).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', field],
      });
    }
  });

  it('of an invalid reason', async () => {
    for (const reason of ['', 'x'.repeat(10_000)]) {
      const given = { ...args('SendBack', inReview), reason };
      const refusal = await app.expectNothingChanged(() => reviewer.refused('sowSendBack', given, selection));
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
    }
  });

  it('of a stale version, an id of another kind, and an unknown id', async () => {
    for (const step of ['Submit', 'SendBack', 'Approve', 'Sign'] as const) {
      expect(await refused(reviewer, step, { ...inReview, version: 1 })).toMatchObject({
        code: 'CONFLICT',
        currentVersion: 2,
      });
      expect(await refused(reviewer, step, { ...inReview, id: project.id })).toMatchObject({ code: 'INVALID_INPUT' });
      const absent = { ...inReview, id: 'sow_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      expect(await refused(reviewer, step, absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    }
  });

  it('of advancing on a project that has ended', async () => {
    const other = await givenProject(app);
    const submitted = await stepOf(other.manager, 'Submit', await givenDraft(other));
    await takeStep(other, 'Cancel');
    expect(await refused(reviewer, 'Approve', submitted)).toMatchObject({ rule: 'project-ended' });
  });

  const strangers = Object.values(Role).filter((role) => role !== Role.ADMIN);
  it.each(strangers)('of the steps of other projects to a %s', async (role) => {
    const isPartner = role.startsWith('PARTNER');
    const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
    const steps: Step[] =
      role === Role.PROJECT_MANAGER ? ['Submit', 'Sign'] : ['Submit', 'SendBack', 'Approve', 'Sign'];
    for (const step of steps) {
      expect(await refused(client, step, inReview)).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    }
  });

  it('of every step to a partner that is staffed on the project', async () => {
    const partner = await givenStaffedPartner(app, project);
    const client = await app.asPartner(partner.id);
    for (const step of ['Submit', 'SendBack', 'Approve', 'Sign'] as const) {
      expect(await refused(client, step, inReview)).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
