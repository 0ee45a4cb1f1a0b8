import { apiKeyService, type User } from '../modules/identity';
import {
  type Course,
  courseService,
  Enrollment,
  enrollmentBatchService,
  enrollmentService,
  Lesson,
  LessonKind,
  lessonService,
  parseStatements,
  xapiService,
} from '../modules/training';
import { ApiScope, Role } from '../shared/access/viewer';
import { addDays } from '../shared/domain/dates';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

/**
 * A course outside the learning paths that two partners take: enrolled as a batch, one person completes it through a
 * learning system, one is waived, and retraining follows when the law changes.
 */
export async function playCommonCourse(
  stage: Stage,
  people: People,
  partners: readonly PartnerOnStage[],
): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const firms = partners.filter(({ firm }) => firm.applied > 120 && firm.life === 'ACTIVE').slice(0, 2);

  stage.goTo(stage.ago(45));
  const course = await stage.as(manager, 'coursePublish', async (tx) => {
    const draft = await courseService.draftCourse(tx, {
      title: "Data protection at the customer's",
      description: 'What consultants may see, take along and keep.',
      requiresRetraining: false,
      copyLessons: false,
    });
    for (const [index, title] of ['What is personal data?', 'Working in live systems'].entries()) {
      const content = `# ${title}\n\nThree rules, and three cases in which they were broken.`;
      const lesson = { title, required: true, kind: LessonKind.MARKDOWN, content, minutes: 25 };
      await lessonService.addLesson(tx, draft.id, index + 1, lesson);
    }
    return courseService.publishCourse(tx, draft.id, 3);
  });
  for (const { id: partnerId } of firms) {
    await stage.as(manager, 'enrollmentBatchCreate', (tx) =>
      enrollmentBatchService.createEnrollmentBatch(tx, {
        courseId: course.id,
        partnerId,
        dueOn: addDays(stage.clock.today(), 30),
      }),
    );
  }
  for (const { administrator } of firms) await study(stage, administrator!, course);
  const [inLearningSystem, author] = firms
    .flatMap(({ members, administrator }) => members.filter(({ id }) => id !== administrator!.id))
    .slice(0, 2);
  if (inLearningSystem) await hearFromLearningSystem(stage, people, course, inLearningSystem);
  if (author) await letOff(stage, manager, course, author);

  stage.goTo(stage.ago(5));
  await stage.as(manager, 'coursePublish', async (tx) => {
    const next = await courseService.draftCourse(tx, {
      title: course.title,
      description: 'What consultants may see, take along and keep, by the new law.',
      predecessorId: course.id,
      requiresRetraining: true,
      retrainingDays: 60,
      copyLessons: true,
    });
    return courseService.publishCourse(tx, next.id, 1);
  });
  await stage.settle();
}

async function study(stage: Stage, learner: User, { id: courseId }: Course): Promise<void> {
  stage.goTo(stage.ago(40));
  await stage.as(learner, 'lessonComplete', async (tx) => {
    let enrollment = (await tx.first(Enrollment, { courseId, userId: learner.id }))!;
    for (const { id } of await tx.list(Lesson, { courseId }, [{ column: 'position' }])) {
      enrollment = await enrollmentService.completeLesson(tx, enrollment.id, id, enrollment.version);
    }
  });
}

/** The learning system sends one statement that matches a user, and one that stays unmatched. */
async function hearFromLearningSystem(stage: Stage, people: People, course: Course, learner: User): Promise<void> {
  stage.goTo(stage.ago(30));
  const key = await stage.as(people.one(Role.ADMIN), 'apiKeyCreate', (tx) =>
    apiKeyService.createApiKey(tx, { name: 'Learning system of the academy', scopes: [ApiScope.XAPI_WRITE] }),
  );
  const passed = (mailbox: string) => ({
    actor: { mbox: `mailto:${mailbox}` },
    verb: { id: 'http://adlnet.gov/expapi/verbs/passed', display: { en: 'passed' } },
    object: { id: course.activityId },
    result: { success: true, score: { scaled: 0.85 } },
  });
  const statements = [learner.email, 'freelancer@example.com'].map(passed);
  await xapiService.acceptStatements(stage.database, key.id, parseStatements(statements), 'demo');
}

async function letOff(stage: Stage, manager: User, { id: courseId }: Course, learner: User): Promise<void> {
  stage.goTo(stage.ago(20));
  await stage.as(manager, 'enrollmentWaive', async (tx) => {
    const enrollment = (await tx.first(Enrollment, { courseId, userId: learner.id }))!;
    await enrollmentService.waive(
      tx,
      enrollment.id,
      enrollment.version,
      'Wrote the guideline that the course teaches.',
    );
  });
}
