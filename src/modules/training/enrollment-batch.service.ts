import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError } from '../../shared/domain/errors';
import { User, UserStatus } from '../identity';
import { Partner } from '../partners';
import { Course } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { EnrollmentBatch, EnrollmentOutcome, type EnrollmentResult } from './enrollment-batch.entity';
import { activeKeyOf, checkOpen, enroll } from './enrollment.service';
import { completionsOf } from './retraining.reader';
import { enrollmentActions } from './training.actions';
import * as facts from './training.facts';
import type { EnrollmentBatchCreateInput } from './training.inputs';

/** Enrolls all members of a partner, or the named people, unless already enrolled, and records the outcome for each. */
export async function createEnrollmentBatch(
  tx: Transaction,
  input: EnrollmentBatchCreateInput,
): Promise<EnrollmentBatch> {
  const course = await tx.require(Course, input.courseId, { field: ['input', 'courseId'] });
  const users = await peopleOf(tx, input);
  checkOpen(tx, course, input.dueOn ?? null);

  const present = await tx.list(Enrollment, { activeKey: users.map((user) => activeKeyOf(user, course)) });
  const inIt = new Map(present.map((enrollment) => [enrollment.userId, enrollment]));
  const completed = await completionsOf(tx.reader, course.familyId);

  const standing = (user: User): EnrollmentResult => {
    const userId = user.id;
    const existing = inIt.get(userId);
    const done = existing?.status === EnrollmentStatus.COMPLETED ? existing.id : completed.get(userId);
    if (user.status === UserStatus.DEACTIVATED)
      return { userId, outcome: EnrollmentOutcome.DEACTIVATED, enrollmentId: null };
    if (done) return { userId, outcome: EnrollmentOutcome.ALREADY_COMPLETED, enrollmentId: done };
    if (existing) return { userId, outcome: EnrollmentOutcome.ALREADY_ENROLLED, enrollmentId: existing.id };
    return { userId, outcome: EnrollmentOutcome.ENROLLED, enrollmentId: null };
  };
  const results = users.map(standing);
  const wanted = users.filter((_, index) => results[index]!.outcome === EnrollmentOutcome.ENROLLED);
  const enrolled = await enroll(
    tx,
    course,
    wanted.map((user) => ({ user })),
    input.dueOn ?? null,
  );
  const made = new Map(enrolled.map(({ id, userId }) => [userId, id]));
  const firms = new Set(users.map(({ partnerId }) => partnerId));
  const batch = await tx.insert(EnrollmentBatch, {
    courseId: course.id,
    partnerId: firms.size === 1 ? [...firms][0]! : null,
    dueOn: input.dueOn ?? null,
    results: results.map((each) => ({ ...each, enrollmentId: made.get(each.userId) ?? each.enrollmentId })),
  });
  tx.record(facts.enrollmentBatchCreated, batch, { courseId: course.id, enrolled: enrolled.length });
  return batch;
}

async function peopleOf(tx: Transaction, { partnerId, userIds }: EnrollmentBatchCreateInput): Promise<User[]> {
  if (Boolean(partnerId) === Boolean(userIds)) {
    throw new InvalidInputError('Name either a partner or people.', ['input']);
  }
  if (partnerId) {
    const partner = await tx.require(Partner, partnerId, { field: ['input', 'partnerId'] });
    tx.assert(enrollmentActions.create, { userId: null, partnerId: partner.id });
    const members = await tx.list(User, { partnerId: partner.id }, [{ column: 'name' }, { column: 'id' }]);
    return members.filter(({ status }) => status !== UserStatus.DEACTIVATED);
  }
  const users: User[] = [];
  for (const [index, userId] of userIds!.entries()) {
    const user = await tx.require(User, userId, { field: ['input', 'userIds', String(index)] });
    tx.assert(enrollmentActions.create, { userId: user.id, partnerId: user.partnerId });
    users.push(user);
  }
  return users;
}
