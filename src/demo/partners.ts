import {
  Assessment,
  AssessmentKind,
  AssessmentStatus,
  attemptService,
  evaluationService,
  QuestionKind,
} from '../modules/assessments';
import type { ServiceOffering } from '../modules/catalog';
import { activateUser, type User } from '../modules/identity';
import {
  figureService,
  ItemOwner,
  OnboardingItem,
  OnboardingItemKind,
  onboardingService,
  type Partner,
  Partner as PartnerRecord,
  partnerService,
  partnershipService,
  type Qualification,
  Qualification as QualificationRecord,
  qualificationService,
} from '../modules/partners';
import { enrollmentService, Lesson } from '../modules/training';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import { addDays, addMonths, type PlainDate } from '../shared/domain/dates';
import type { Catalogue } from './catalogue';
import type { Firm, Stage as Reached } from './firms';
import { uploadPaper } from './papers';
import type { People } from './people';
import type { Stage } from './stage';

/** A partner of the demo, with the records that later steps refer to. */
export interface PartnerOnStage {
  firm: Firm;
  id: Partner['id'];
  administrator: User | null;
  members: User[];
  /** By offering name. */
  qualifications: Map<string, Qualification['id']>;
}

const order: readonly Reached[] = ['TRAINING', 'ASSESSMENT', 'ASSISTED', 'INDEPENDENT'];

/** Takes a firm as far as it can get without a project: to the stage ASSISTED at most. */
export async function raisePartner(
  stage: Stage,
  people: People,
  catalogue: Catalogue,
  firm: Firm,
): Promise<PartnerOnStage> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  let day = stage.ago(firm.applied);
  const later = (days: number) => {
    day = addDays(day, days);
    stage.goTo(day);
  };
  stage.goTo(day);
  const partner = await stage.as(null, 'partnerApply', (tx) =>
    partnerService.apply(tx, {
      name: firm.name,
      legalName: firm.legalName,
      country: firm.country,
      registrationNumber: `${firm.country}${stage.random.between(100_000, 999_999)}`,
      region: firm.region,
      industries: firm.industries,
      website: `https://www.${firm.domain}/`,
      ...contactOf(people, firm),
    }),
  );
  const raised: PartnerOnStage = { firm, id: partner.id, administrator: null, members: [], qualifications: new Map() };
  if (firm.life === 'APPLICANT') return raised;
  later(5);
  if (firm.life === 'REJECTED') {
    await stage.as(manager, 'partnerReject', (tx) =>
      partnershipService.reject(tx, partner.id, partner.version, 'No delivery staff of its own yet.'),
    );
    return raised;
  }
  await stage.as(manager, 'partnerStartOnboarding', (tx) =>
    partnershipService.startOnboarding(tx, partner.id, partner.version),
  );
  for (let index = 0; index < firm.members; index += 1) {
    const roles = index === 0 ? [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER] : [Role.PARTNER_MEMBER];
    raised.members.push(await joinAs(stage, people, raised, roles));
  }
  raised.administrator = raised.members[0] ?? null;
  later(9);
  await passChecklist(stage, people, raised);
  if (firm.life === 'ONBOARDING') return raised;
  later(20);
  await stage.as(manager, 'partnerAdmit', async (tx) =>
    partnershipService.admit(tx, raised.id, await versionOf(tx, raised.id)),
  );
  for (const [name, reached] of Object.entries(firm.qualifications)) {
    const offering = catalogue.offerings.find((each) => each.name === name)!;
    later(6);
    await qualify(stage, people, catalogue, raised, offering, order.indexOf(reached), later);
  }
  if (firm.figures) await reportFigures(stage, people, raised, firm.figures);
  return raised;
}

/** Suspends or terminates the partners that do not stay active. */
export async function endPartner(stage: Stage, people: People, partner: PartnerOnStage): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  stage.goTo(stage.ago(40));
  await stage.as(manager, 'partnerSuspend', async (tx) => {
    const version = await versionOf(tx, partner.id);
    if (partner.firm.life === 'SUSPENDED') {
      await partnershipService.suspend(tx, partner.id, version, 'The agreement is being renegotiated.');
    } else {
      await partnershipService.terminate(tx, partner.id, version, 'The firm gave up its practice.');
    }
  });
}

/** Advances a qualification by one stage, through its gate. */
export async function advance(stage: Stage, people: People, id: Qualification['id']): Promise<void> {
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'qualificationAdvance', async (tx) => {
    const { version } = await tx.load(QualificationRecord, id);
    await qualificationService.advance(tx, id, version);
  });
}

type Tx = Parameters<Parameters<Stage['as']>[2]>[0];

async function versionOf(tx: Tx, id: Partner['id']): Promise<number> {
  return (await tx.load(PartnerRecord, id)).version;
}

function contactOf(people: People, firm: Firm): { contactName: string; contactEmail: string } {
  const { name } = people.newcomer(firm.country, firm.domain);
  return { contactName: name, contactEmail: `partners@${firm.domain}` };
}

/** Creates an active member, by an invitation from the ecosystem manager. */
async function joinAs(stage: Stage, people: People, partner: PartnerOnStage, roles: Role[]): Promise<User> {
  const person = people.newcomer(partner.firm.country, partner.firm.domain);
  const invitation = await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'memberInvite', (tx) =>
    partnerService.inviteMember(tx, partner.id, { ...person, roles }),
  );
  const use = { token: invitation.token!, password: '' };
  return stage.as(null, 'userActivate', (tx) => activateUser(tx, use, stage.passwordHash, null));
}

/** Completes the checklist. Firms that are still being onboarded submit about half, and one item is sent back. */
async function passChecklist(stage: Stage, people: People, partner: PartnerOnStage): Promise<void> {
  const complete = partner.firm.life !== 'ONBOARDING';
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const items = await stage.as(null, 'demo', (tx) =>
    tx.list(OnboardingItem, { partnerId: partner.id }, [{ column: 'id' }]),
  );
  for (const [index, item] of items.entries()) {
    if (!complete && index > items.length / 2) continue;
    const submitter = item.ownedBy === ItemOwner.PARTNER ? partner.administrator : people.one(Role.ADMIN);
    if (!submitter) continue;
    const agreement = item.kind === OnboardingItemKind.AGREEMENT;
    const onPaper = agreement || item.kind === OnboardingItemKind.DOCUMENT;
    const today = stage.clock.today();
    // Some agreements expire soon, so that there are reminders.
    const expiresOn =
      item.code === 'dataProcessing' ? addDays(stage.today, 15 + (partner.firm.applied % 300)) : addMonths(today, 36);
    const documentIds = onPaper ? [await uploadPaper(stage, submitter, partner.id, item.title)] : [];
    const submitted = await stage.as(submitter, 'onboardingItemSubmit', (tx) =>
      onboardingService.submit(tx, item.id, item.version, {
        note: item.kind === OnboardingItemKind.FORM ? 'Founded in 2009, with consultants in two cities.' : null,
        documentIds,
        signedOn: agreement ? today : null,
        expiresOn: agreement ? expiresOn : null,
      }),
    );
    await stage.as(manager, complete ? 'onboardingItemAccept' : 'onboardingItemSendBack', (tx) =>
      !complete && index === 1
        ? onboardingService.sendBack(tx, item.id, submitted.version, 'The extract is older than three months.')
        : onboardingService.accept(tx, item.id, submitted.version),
    );
  }
}

async function qualify(
  stage: Stage,
  people: People,
  catalogue: Catalogue,
  partner: PartnerOnStage,
  offering: ServiceOffering,
  reached: number,
  later: (days: number) => void,
): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const { id } = await stage.as(manager, 'qualificationOpen', (tx) =>
    qualificationService.open(tx, { partnerId: partner.id, offeringId: offering.id }),
  );
  partner.qualifications.set(offering.name, id);
  // The last member stays untrained, so that the demo has a beginner.
  const trained = partner.members.slice(0, Math.max(2, partner.members.length - 1));
  for (const [index, member] of trained.entries()) {
    await train(stage, catalogue, partner, member, offering, reached === 0 && index > 0 ? 1 : 99);
  }
  if (reached < 1) return;
  later(14);
  await advance(stage, people, id);
  for (const [index, member] of trained.entries()) {
    if (reached === 1 && index > 0) break;
    // Some fail first, and pass after the cool-off.
    if (index === 1 && stage.random.chance(0.4)) {
      await takeExam(stage, member, offering, false);
      later(9);
    }
    await takeExam(stage, member, offering, true);
  }
  await takePractical(stage, people, trained[0]!, offering);
  if (reached < 2) return;
  later(3);
  await advance(stage, people, id);
}

/** Enrolls a member in the offering's path and completes this many lessons. */
async function train(
  stage: Stage,
  catalogue: Catalogue,
  partner: PartnerOnStage,
  member: User,
  offering: ServiceOffering,
  lessons: number,
): Promise<void> {
  const dueOn: PlainDate = addDays(stage.clock.today(), 30);
  let left = lessons;
  for (const courseId of catalogue.paths.get(offering.id)!) {
    const enrolled = await stage.as(partner.administrator, 'enrollmentCreate', (tx) =>
      enrollmentService.createEnrollment(tx, { courseId, userId: member.id, dueOn }).catch((error: Error) => {
        // The common course is part of every path, so it may have been completed for another offering.
        if (error.name === 'RuleViolationError') return null;
        throw error;
      }),
    );
    if (!enrolled) continue;
    await stage.as(member, 'lessonComplete', async (tx) => {
      let { version } = enrolled;
      for (const lesson of await tx.list(Lesson, { courseId: enrolled.courseId }, [{ column: 'id' }])) {
        if (left <= 0) return;
        left -= 1;
        ({ version } = await enrollmentService.completeLesson(tx, enrolled.id, lesson.id, version));
      }
    });
  }
}

async function takeExam(stage: Stage, member: User, offering: ServiceOffering, right: boolean): Promise<void> {
  await stage.as(member, 'attemptSubmit', async (tx) => {
    const exam = await tx.first(Assessment, {
      offeringId: offering.id,
      status: AssessmentStatus.PUBLISHED,
      kind: AssessmentKind.EXAM,
    });
    let attempt = await attemptService.startAttempt(tx, exam!.id);
    for (const { id } of attempt.paper) {
      const question = exam!.answerKey.find((each) => each.id === id)!;
      // A third of those who pass get the true-or-false questions wrong, so that the statistics differ.
      const knows = right && !(question.kind === QuestionKind.TRUE_FALSE && member.email.length % 3 === 0);
      const good = question.choices.filter(({ points }) => decimal(points).gt(0) === knows).map((choice) => choice.id);
      attempt = await attemptService.answerAttempt(tx, attempt.id, {
        questionId: id,
        choiceIds: question.kind === QuestionKind.MULTIPLE_CHOICE ? good : good.slice(0, 1),
        number: question.numeric ? decimal(right ? question.numeric.answer : '-1') : null,
      });
    }
    await attemptService.submitAttempt(tx, attempt.id, attempt.version);
  });
}

/** A member's practical with two mentors. */
async function takePractical(stage: Stage, people: People, member: User, offering: ServiceOffering): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const mentors = people.all(Role.MENTOR).slice(0, 2);
  const scheduled = await stage.as(manager, 'evaluationSchedule', async (tx) => {
    const kind = AssessmentKind.PRACTICAL;
    const practical = await tx.first(Assessment, { offeringId: offering.id, status: AssessmentStatus.PUBLISHED, kind });
    return evaluationService.scheduleEvaluation(tx, {
      assessmentId: practical!.id,
      userId: member.id,
      scheduledAt: stage.clock.now(),
      assessorIds: mentors.map(({ id }) => id),
    });
  });
  for (const [index, mentor] of mentors.entries()) {
    await stage.as(mentor, 'evaluationScore', async (tx) => {
      const { rubric } = await tx.load(Assessment, scheduled.assessmentId);
      const levels = rubric.map(({ id }, position) => ({ criterionId: id, level: 2 + ((index + position) % 3) }));
      await evaluationService.scoreEvaluation(tx, scheduled.id, { levels });
    });
  }
  await stage.as(manager, 'evaluationConclude', (tx) =>
    evaluationService.concludeEvaluation(tx, scheduled.id, scheduled.version + mentors.length, {}),
  );
}

async function reportFigures(
  stage: Stage,
  people: People,
  partner: PartnerOnStage,
  figures: NonNullable<Firm['figures']>,
): Promise<void> {
  stage.goTo(stage.ago(20));
  const asOf = stage.clock.today();
  await stage.as(people.one(Role.OPERATIONS), 'partnerFigureReport', async (tx) => {
    const report = (metric: string, value: number) =>
      figureService.report(tx, partner.id, {
        metric,
        value: decimal(value),
        asOf,
        sourceNote: 'Subscription system, quarter end.',
      });
    await report('newUsers12Months', figures.newUsers);
    await report('retentionPercent', figures.retention);
  });
}
