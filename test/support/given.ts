import { Certification, CertificationStatus } from '../../src/modules/assessments';
import { ServiceOffering } from '../../src/modules/catalog';
import { Partner, PartnerStatus, Qualification, QualificationStage } from '../../src/modules/partners';
import { system } from '../../src/shared/access/viewer';
import { sql } from '../../src/shared/database/sql';
import type { Transaction } from '../../src/shared/database/transaction';
import { Role, type TestApp } from './app';
import type { Client } from './client';

/*
 * Records for tests, created through the API as users would. Records that take many steps (an admitted partner, a
 * qualification, a certification) can also be stored directly. Each builder returns the record.
 */

let counter = 0;
/** A name that no other test of this process uses. */
export const unique = (what: string): string => `${what} ${(counter += 1)}`;

/** Stores records directly, in a transaction of the system. */
export function store<T>(app: TestApp, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return app.installation.database.transaction({ viewer: system, action: 'test', requestId: 'test' }, work);
}

export async function givenProduct(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = { name: unique('Product'), description: '', owner: 'Core team', capabilities: [], ...changes };
  return manager.done('productCreate', { input }, 'product { id name }');
}

/** An offering that partners can qualify for. It is stored as open, without its gate. */
export async function givenOffering(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const offering = await givenClosedOffering(app, changes);
  const { database, clock } = app.installation;
  const openedAt = database.shapes.of(ServiceOffering).stored('openedToPartnersAt', clock.now());
  await store(app, (tx) =>
    tx.execute(sql`UPDATE service_offering SET openedToPartnersAt = ${openedAt} WHERE id = ${offering.id}`),
  );
  return offering;
}

export async function givenClosedOffering(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    productId: 'productId' in changes ? undefined : (await givenProduct(app)).id,
    name: unique('Offering'),
    description: '',
    deliverables: [{ name: 'Live system', acceptanceStandard: 'It runs.' }],
    phases: ['Design', 'Build', 'Run'],
    roles: ['Architect', 'Consultant'],
    baselineHours: [],
    ...changes,
  };
  return manager.done('offeringCreate', { input }, 'offering { id name }');
}

export async function givenCustomer(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const sales = await app.as(Role.SALES);
  const input = {
    name: unique('Customer'),
    country: 'DE',
    kind: 'LARGE',
    tier: 'A',
    region: 'EMEA',
    industry: 'Manufacturing',
    ...changes,
  };
  return sales.done('customerCreate', { input }, 'customer { id name }');
}

/** A programme in force from today on, without thresholds, and with a small checklist. */
export async function givenProgramme(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    name: unique('Programme'),
    checklist: [
      { code: 'profile', title: 'Company profile', kind: 'FORM', required: true, ownedBy: 'PARTNER', dueDays: 14 },
      { code: 'contract', title: 'Contract', kind: 'AGREEMENT', required: true, ownedBy: 'PARTNER', dueDays: 30 },
      { code: 'visit', title: 'Visit on site', kind: 'REVIEW', required: false, ownedBy: 'VENDOR', dueDays: 60 },
    ],
    gates: { toAssessment: [], toAssisted: [], toIndependent: [] },
    tiers: [{ name: 'Registered' }],
    graceDays: 60,
    ...changes,
  };
  const selection = 'programme { id version name }';
  const draft = await manager.done('programmeDraft', { input }, selection);
  const args = { id: draft.id, version: draft.version, effectiveOn: app.clock.today() };
  return manager.done('programmePublish', args, selection);
}

/** A firm that has applied. */
export async function givenApplicant(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const name = unique('Partner');
  const input = {
    name,
    legalName: `${name} GmbH`,
    country: 'DE',
    registrationNumber: unique('HRB'),
    region: 'EMEA',
    industries: ['Manufacturing'],
    contactName: 'Renate Vogel',
    contactEmail: 'renate.vogel@example.com',
    ...changes,
  };
  return app.anonymous.done('partnerApply', { input }, 'partner { id version name }');
}

/** A partner that works through the checklist of the programme in force; creates a programme if needed. */
export async function givenOnboardingPartner(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { programme } = await manager.query('{ programme { id } }');
  if (!programme) await givenProgramme(app);
  const { id, version } = await givenApplicant(app, changes);
  const args = { id, version };
  return manager.done('partnerStartOnboarding', args, 'partner { id version name }');
}

/** A partner that was admitted step by step: its PARTNER_ADMIN submitted the required items, which were accepted. */
export async function givenAdmittedPartner(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { id } = await givenOnboardingPartner(app, changes);
  const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
  const { partner } = await manager.query(
    'query ($id: ID!) { partner(id: $id) { version onboardingItems { id version kind required } } }',
    { id },
  );
  for (const item of partner.onboardingItems) {
    if (!item.required) continue;
    const input = item.kind === 'AGREEMENT' ? { signedOn: app.clock.today() } : { note: 'Done.' };
    const submission = { id: item.id, version: item.version, input };
    const submitted = await administrator.done('onboardingItemSubmit', submission, 'item { id version }');
    await manager.done('onboardingItemAccept', { id: submitted.id, version: submitted.version }, 'item { id }');
  }
  return manager.done('partnerAdmit', { id, version: partner.version }, 'partner { id version name }');
}

/** A partner as its admission leaves it, unless `changes` has another status. */
export async function givenPartner(app: TestApp, changes: Partial<Partner> = {}): Promise<Partner> {
  const name = unique('Partner');
  const values = {
    name,
    nameKey: name.toLowerCase(),
    legalName: `${name} GmbH`,
    country: 'DE',
    registrationNumber: name,
    firmKey: name,
    registrationKey: name,
    region: 'EMEA',
    industries: [],
    contactName: 'Somebody',
    contactEmail: 'somebody@example.com',
    status: PartnerStatus.ACTIVE,
    dossierRevision: 1,
    scoreTenths: -1,
    ...changes,
  };
  return store(app, (tx) => tx.insert(Partner, values));
}

/** A qualification at its first stage. */
export async function givenOpenedQualification(
  app: TestApp,
  partnerId: string,
  offeringId: string,
): Promise<{ id: string; version: number }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  return manager.done('qualificationOpen', { input: { partnerId, offeringId } }, 'qualification { id version }');
}

/** A qualification, INDEPENDENT unless another stage is given. */
export async function givenQualification(
  app: TestApp,
  partnerId: string,
  offeringId: string,
  stage = QualificationStage.INDEPENDENT,
): Promise<Qualification> {
  const values = {
    partnerId: partnerId as Partner['id'],
    offeringId: offeringId as Qualification['offeringId'],
    openKey: stage === QualificationStage.REVOKED ? null : `${partnerId} ${offeringId}`,
    stage,
  };
  return store(app, (tx) => tx.insert(Qualification, values));
}

/** The content of a badge, for tests to which it does not matter. */
export function someAward(
  { clock }: TestApp,
  offeringId: string,
): Pick<Certification, 'award' | 'achievementKey' | 'toldAt'> {
  const achievement = { name: 'Rollout', description: 'Rolls out.', criteria: 'Passed.' };
  return { award: { holder: 'Ada', issuer: null, achievement }, achievementKey: offeringId, toldAt: clock.now() };
}

export async function givenCertification(
  app: TestApp,
  user: { id: string; partnerId: string | null },
  offeringId: string,
  changes: Partial<Certification> = {},
): Promise<Certification> {
  const values = {
    userId: user.id as Certification['userId'],
    partnerId: user.partnerId as Certification['partnerId'],
    offeringId: offeringId as Certification['offeringId'],
    status: CertificationStatus.ACTIVE,
    issuedOn: '2026-01-01',
    expiresOn: '2026-12-31',
    evidence: [],
    ...someAward(app, offeringId),
    ...changes,
  };
  return store(app, (tx) => tx.insert(Certification, values));
}

/** A published course with a required and an optional lesson, unless `lessons` says which of them are required; or its draft. */
export async function givenCourse(
  app: TestApp,
  changes: { lessons?: boolean[]; isDraft?: boolean; [field: string]: unknown } = {},
): Promise<{ id: string; version: number; lessons: { id: string; required: boolean }[] }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { lessons = [true, false], isDraft = false, ...fields } = changes;
  const input = { title: unique('Course'), description: '', copyLessons: false, ...fields };
  const selection = 'course { id version lessons { id required } }';
  let course = await manager.done('courseDraft', { input }, selection);
  for (const required of lessons) {
    const lesson = { title: unique('Lesson'), required, kind: 'MARKDOWN', content: 'Read this.', minutes: 30 };
    const args = { courseId: course.id, version: course.version, input: lesson };
    ({ course } = await manager.done('lessonAdd', args, `lesson { ${selection} }`));
  }
  if (isDraft) return course;
  return manager.done('coursePublish', { id: course.id, version: course.version }, selection);
}

/** A user enrolls in the course and completes its required lessons. */
export async function givenCompletedCourse(
  learner: Client,
  course: Awaited<ReturnType<typeof givenCourse>>,
): Promise<{ id: string; version: number; status: string }> {
  const input = { courseId: course.id, userId: learner.userId };
  const selection = 'enrollment { id version status }';
  let enrollment = await learner.done('enrollmentCreate', { input }, selection);
  for (const lesson of course.lessons.filter(({ required }) => required)) {
    enrollment = await learner.done(
      'lessonComplete',
      { enrollmentId: enrollment.id, lessonId: lesson.id, version: enrollment.version },
      selection,
    );
  }
  return enrollment;
}

/**
 * A published exam of the offering, or its draft: one single choice and one number, 1 point each; the right answers begin
 * with "Right".
 */
export async function givenExam(
  app: TestApp,
  offeringId: string,
  { isDraft = false, ...changes }: { isDraft?: boolean; [field: string]: unknown } = {},
): Promise<{ id: string; version: number }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    offeringId,
    title: unique('Exam'),
    passMark: '60',
    timeLimitMinutes: 60,
    maximumAttempts: 3,
    coolOffDays: 7,
    validityMonths: 24,
    questions: [
      {
        kind: 'SINGLE_CHOICE',
        text: 'Which one?',
        choices: [
          { text: 'Right', points: '1' },
          { text: 'Wrong', points: '0' },
        ],
      },
      { kind: 'NUMERIC', text: 'How many?', numeric: { answer: '42', tolerance: '0.5', points: '1' } },
    ],
    ...changes,
  };
  const drafted = await manager.done('assessmentDraft', { input }, 'assessment { id version }');
  if (isDraft) return drafted;
  return manager.done('assessmentPublish', { id: drafted.id, version: drafted.version }, 'assessment { id version }');
}

/** Answers to the questions of `givenExam`, right or wrong. */
export function answersTo(
  questions: { id: string; kind: string; choices: { id: string; text: string }[] }[],
  right = true,
): object[] {
  return questions.map(({ id: questionId, kind, choices }) =>
    kind === 'NUMERIC'
      ? { questionId, number: right ? '42' : '1' }
      : { questionId, choiceIds: [choices.find(({ text }) => text.startsWith('Right') === right)!.id] },
  );
}

/** Saves these answers one after the other; returns the attempt's version. */
export async function givenAnswers(
  candidate: Client,
  attempt: { id: string; version: number },
  answers: object[],
): Promise<number> {
  let { version } = attempt;
  for (const answer of answers) {
    const args = { id: attempt.id, input: answer };
    ({ version } = await candidate.done('attemptAnswer', args, 'attempt { version }'));
  }
  return version;
}

/** Takes an exam of `givenExam` with right, or wrong, answers. */
export async function givenAttempt(
  candidate: Client,
  assessmentId: string,
  right = true,
): Promise<{ id: string; version: number; status: string }> {
  const attempt = await candidate.done(
    'attemptStart',
    { assessmentId },
    'attempt { id version questions { id kind choices { id text } } }',
  );
  const version = await givenAnswers(candidate, attempt, answersTo(attempt.questions, right));
  return candidate.done('attemptSubmit', { id: attempt.id, version }, 'attempt { id version status }');
}

/** A published practical of the offering: two criteria of equal weight with levels from 0 to 4, the first with floor 2. */
export async function givenPractical(
  app: TestApp,
  offeringId: string,
  changes: object = {},
): Promise<{ id: string; version: number; rubric: { id: string; name: string }[] }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    offeringId,
    kind: 'PRACTICAL',
    title: unique('Practical'),
    passMark: '60',
    timeLimitMinutes: 90,
    maximumAttempts: 2,
    coolOffDays: 14,
    validityMonths: 24,
    ...changes,
  };
  const selection = 'assessment { id version rubric { id name } }';
  const drafted = await manager.done('assessmentDraft', { input }, selection);
  const criteria = [
    { name: 'Design', weight: '1', maximumLevel: 4, floor: 2 },
    { name: 'Explanation', weight: '1', maximumLevel: 4 },
  ];
  const written = await manager.done(
    'rubricSet',
    { assessmentId: drafted.id, version: drafted.version, input: { criteria } },
    selection,
  );
  return manager.done('assessmentPublish', { id: written.id, version: written.version }, selection);
}

/** Creates an API key; returns the whole key. */
export async function givenApiKey(
  app: TestApp,
  scopes: string[],
  changes: object = {},
): Promise<{ id: string; version: number; prefix: string; secret: string }> {
  const admin = await app.as(Role.ADMIN);
  const input = { name: unique('Key'), scopes, ...changes };
  return admin.done('apiKeyCreate', { input }, 'apiKey { id version prefix secret }');
}
