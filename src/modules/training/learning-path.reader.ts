import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import type { User } from '../identity';
import { Course } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import type { LearningPath } from './learning-path.entity';
import { PathStepState, stepState } from './learning-path.formula';
import { countingFrom } from './retraining.reader';

registerEnumType(PathStepState, {
  name: 'LearningPathStepState',
  description: "A person's state in a course of a learning path.",
  valuesConfig: {
    COMPLETED: { description: 'Has completed an edition that still counts.' },
    IN_PROGRESS: { description: 'Is enrolled.' },
    READY: { description: 'Has completed all prerequisites, and is not enrolled.' },
    WAITING: { description: 'Has not completed all prerequisites, and is not enrolled.' },
  },
});

@ObjectType({ simpleResolvers: true, description: "A person's state in a course of a learning path." })
export class LearningPathStep {
  familyId!: Course['familyId'];
  missingFamilyIds!: Course['familyId'][];
  enrollmentId!: Enrollment['id'] | null;

  @Field({ description: 'Whether the course is required to complete the path; otherwise it is elective.' })
  required!: boolean;

  @Field(() => PathStepState, { description: "The person's state in this course." })
  state!: PathStepState;
}

/** The current edition of a course; if it was retired, the last one. */
export async function currentCourse(reader: Reader, familyId: Course['familyId']): Promise<Course> {
  const current = { where: { status: [CourseStatus.PUBLISHED, CourseStatus.RETIRED] } };
  const [course] = await reader.listBy(Course, 'familyId', familyId, current);
  return course!;
}

export async function stepsOf(reader: Reader, path: LearningPath, { id: userId }: User): Promise<LearningPathStep[]> {
  const published = { where: { and: [sql`${column<Course>('edition')} IS NOT NULL`] } };
  const editions = (
    await Promise.all(path.entries.map(({ familyId }) => reader.listBy(Course, 'familyId', familyId, published)))
  ).flat();
  const byId = new Map(editions.map((course) => [course.id, course]));
  const newestFirst = { orderBy: [{ column: 'id', direction: 'DESC' as const }] };
  const enrollments = (await reader.listBy(Enrollment, 'userId', userId, newestFirst)).filter(
    ({ courseId, status }) => byId.has(courseId) && status !== EnrollmentStatus.WITHDRAWN,
  );
  const familyOf = (enrollment: Enrollment) => byId.get(enrollment.courseId)!.familyId;
  const counts = (enrollment: Enrollment) =>
    enrollment.status === EnrollmentStatus.COMPLETED &&
    byId.get(enrollment.courseId)!.edition! >=
      countingFrom(editions.filter(({ familyId }) => familyId === familyOf(enrollment)));
  const completed = new Set(enrollments.filter(counts).map(familyOf));
  const begun = new Set(enrollments.filter(({ status }) => status !== EnrollmentStatus.COMPLETED).map(familyOf));
  return path.entries.map(({ familyId, required, prerequisites }) => {
    const { state, missing } = stepState(familyId, prerequisites ?? [], completed, begun);
    return Object.assign(new LearningPathStep(), {
      familyId,
      required,
      state,
      missingFamilyIds: missing as Course['familyId'][],
      enrollmentId: enrollments.find((each) => familyOf(each) === familyId)?.id ?? null,
    });
  });
}
