import { AssessmentKind, assessmentService, QuestionKind } from '../modules/assessments';
import type { ServiceOffering } from '../modules/catalog';
import { ItemOwner, MetricUnit, OnboardingItemKind, programmeService } from '../modules/partners';
import { courseService, learningPathService, lessonService, LessonKind } from '../modules/training';
import { Role } from '../shared/access/viewer';
import type { Transaction } from '../shared/database/transaction';
import { decimal } from '../shared/domain/decimal';
import type { Catalogue } from './catalogue';
import type { People } from './people';
import { publishedProgrammes, tiersOf } from './published-programme';
import type { Stage } from './stage';

const checklist = [
  { code: 'companyProfile', title: 'Company profile', kind: OnboardingItemKind.FORM, ownedBy: ItemOwner.PARTNER, dueDays: 14 },
  { code: 'registerExtract', title: 'Extract from the register', kind: OnboardingItemKind.DOCUMENT, ownedBy: ItemOwner.PARTNER, dueDays: 14 },
  { code: 'partnerAgreement', title: 'Partner agreement', kind: OnboardingItemKind.AGREEMENT, ownedBy: ItemOwner.PARTNER, dueDays: 30 },
  { code: 'dataProcessing', title: 'Data processing agreement', kind: OnboardingItemKind.AGREEMENT, ownedBy: ItemOwner.PARTNER, dueDays: 30 },
  { code: 'kickOff', title: 'Kick-off with the partner manager', kind: OnboardingItemKind.TRAINING, ownedBy: ItemOwner.VENDOR, dueDays: 30 },
  { code: 'securityReview', title: 'Security review', kind: OnboardingItemKind.REVIEW, ownedBy: ItemOwner.VENDOR, dueDays: 45 },
]; // prettier-ignore

const gates = {
  toAssessment: [{ code: 'trainedMembers', metric: 'membersCompletedPath', minimum: decimal(2) }],
  toAssisted: [{ code: 'certifiedMembers', metric: 'certifiedMembers', minimum: decimal(2) }],
  toIndependent: [
    { code: 'assistedDeliveries', metric: 'assistedDeliveriesPassed', minimum: decimal(1) },
    { code: 'mentorEvaluation', metric: 'meanMentorEvaluation', minimum: decimal('3.5') },
    { code: 'severeSanctions', metric: 'openSevereSanctions', maximum: decimal(0) },
  ],
};

/** The programme's own metric, whose figures are reported. */
const reportedMetrics = [
  {
    name: 'referenceCustomers',
    unit: MetricUnit.COUNT,
    description: 'Customers of the partner that speak for it in public.',
  },
];

/** The demo's programme: its own gates, and the tiers of a real published programme. */
export async function publishProgramme(stage: Stage, people: People): Promise<void> {
  const tiers = tiersOf(publishedProgrammes.find(({ id }) => id === 'odoo-v11')!);
  stage.goTo(stage.ago(475));
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'programmePublish', async (tx) => {
    const input = {
      name: 'Loomworks partner programme',
      graceDays: 30,
      reviewEveryMonths: 6,
      reportedMetrics,
      gates,
      tiers,
      points: null,
    };
    const programme = await programmeService.draft(tx, {
      ...input,
      notes: 'Tiers after the Odoo Partnership Agreement v11.',
      checklist: checklist.map((item) => ({ ...item, required: item.code !== 'kickOff' })),
    });
    await programmeService.publish(tx, programme.id, programme.version, stage.ago(475));
  });
}

/** Publishes a learning path and assessments for each offering. All paths share the first course. */
export async function publishTraining(stage: Stage, people: People, catalogue: Catalogue): Promise<void> {
  stage.goTo(stage.ago(470));
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'coursePublish', async (tx) => {
    const course = async (title: string, lessons: string[]) => {
      const drafted = await courseService.draftCourse(tx, {
        title,
        description: `${title}, for partners' consultants.`,
        requiresRetraining: false,
        copyLessons: false,
      });
      let { version } = drafted;
      for (const [index, lesson] of lessons.entries()) {
        await lessonService.addLesson(tx, drafted.id, version, {
          title: lesson,
          required: index < lessons.length - 1,
          kind: LessonKind.MARKDOWN,
          content: `# ${lesson}\n\nWhat it is, when it is needed, and how you know that it worked.`,
          minutes: 30 + 15 * index,
        });
        version += 1;
      }
      return courseService.publishCourse(tx, drafted.id, version);
    };
    const common = await course('Delivering with Loomworks', [
      'How we deliver',
      'The statement of work',
      'Acceptance',
      'Further reading',
    ]);
    for (const offering of catalogue.offerings) {
      const special = await course(`${offering.name}: in practice`, ['Scope and pitfalls', 'Step by step', 'A case']);
      await learningPathService.setLearningPath(tx, offering.id, null, {
        entries: [
          { courseId: common.id, required: true, prerequisiteIds: [] },
          { courseId: special.id, required: true, prerequisiteIds: [common.id] },
        ],
      });
      catalogue.paths.set(offering.id, [common.id, special.id]);
    }
  });
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'assessmentPublish', async (tx) => {
    for (const offering of catalogue.offerings) {
      const draft = await assessmentService.draftAssessment(tx, {
        offeringId: offering.id,
        kind: AssessmentKind.EXAM,
        title: `${offering.name}: exam`,
        required: true,
        passMark: decimal(70),
        timeLimitMinutes: 45,
        maximumAttempts: 3,
        coolOffDays: 7,
        validityMonths: 24,
        pools: [{ name: 'figures', draw: 2 }],
        shuffleQuestions: true,
        shuffleChoices: true,
        prerequisiteIds: [],
        questions: examQuestions(),
      });
      await assessmentService.publishAssessment(tx, draft.id, draft.version);
      await publishPractical(tx, offering);
    }
  });
}

/** Not required, so that the exam alone certifies. */
async function publishPractical(tx: Transaction, offering: ServiceOffering): Promise<void> {
  const draft = await assessmentService.draftAssessment(tx, {
    offeringId: offering.id,
    kind: AssessmentKind.PRACTICAL,
    title: `${offering.name}: practical`,
    required: false,
    passMark: decimal(60),
    timeLimitMinutes: 120,
    maximumAttempts: 2,
    coolOffDays: 14,
    validityMonths: 24,
    pools: [],
    shuffleQuestions: false,
    shuffleChoices: false,
    prerequisiteIds: [],
    questions: null,
  });
  const criterion = (name: string, weight: number, floor: number | null) => ({
    name,
    description: '0 not seen, 2 with help, 4 without',
    weight: decimal(weight),
    maximumLevel: 4,
    floor,
  });
  const criteria = [
    criterion('Sets it up', 3, 2),
    criterion('Finds the fault', 2, null),
    criterion('Explains it', 1, null),
  ];
  const { id, version } = await assessmentService.setRubric(tx, draft.id, draft.version, { criteria });
  await assessmentService.publishAssessment(tx, id, version);
}

function examQuestions() {
  const right = decimal(1);
  const wrong = decimal(0);
  const choice = (text: string, points: typeof right) => ({ text, points });
  return [
    {
      kind: QuestionKind.SINGLE_CHOICE,
      text: 'When does a deliverable count as delivered?',
      choices: [
        choice('When it is sent', wrong),
        choice('When the customer has accepted it', right),
        choice('When it is paid', wrong),
      ],
      numeric: null,
    },
    {
      kind: QuestionKind.MULTIPLE_CHOICE,
      text: 'What must a scope item have before review?',
      choices: [choice('A quantity', right), choice('An acceptance criterion', right), choice('A logo', decimal(-1))],
      numeric: null,
    },
    {
      kind: QuestionKind.TRUE_FALSE,
      text: 'A signed statement of work may be edited.',
      choices: [choice('True', wrong), choice('False', right)],
      numeric: null,
    },
    ...[
      { text: 'Earned value is 40, actual cost 50. What is the cost performance index?', answer: '0.8' },
      { text: 'Earned value is 45, planned value 60. What is the schedule performance index?', answer: '0.75' },
      { text: 'The budget is 100, the cost performance index 0.8. What is the estimate at completion?', answer: '125' },
    ].map(({ text, answer }) => ({
      kind: QuestionKind.NUMERIC,
      text,
      choices: [],
      numeric: { answer: decimal(answer), tolerance: decimal('0.01'), points: decimal(2), wrongPoints: wrong },
      pool: 'figures',
    })),
  ];
}
