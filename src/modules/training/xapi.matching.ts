import { column, sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import type { Clock } from '../../shared/domain/clock';
import type { PlainDate } from '../../shared/domain/dates';
import { faultOfText, shortened } from '../../shared/domain/text';
import { prefixOf } from '../../shared/domain/ids';
import { User, UserStatus } from '../identity';
import { familyIdOf } from './activity.formula';
import { Course } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { creditCompletion, enroll, isOpen, waiveLessons } from './enrollment.service';
import * as facts from './training.facts';
import { isAboutGroup } from './xapi.parse';
import { XapiGap, XapiStatement } from './xapi-statement.entity';
import { xapiStatementLifecycle, XapiStatementStatus } from './xapi-statement.lifecycle';

/** The effects of the cmi5 verbs on an enrollment; other verbs have none. */
const effects: ReadonlyMap<string, 'COMPLETE' | 'FAIL' | 'WAIVE'> = new Map([
  ['http://adlnet.gov/expapi/verbs/passed', 'COMPLETE'],
  ['http://adlnet.gov/expapi/verbs/completed', 'COMPLETE'],
  ['http://adlnet.gov/expapi/verbs/failed', 'FAIL'],
  ['https://w3id.org/xapi/adl/verbs/waived', 'WAIVE'],
]);
const reasonExtension = 'https://w3id.org/xapi/cmi5/result/extensions/reason';

type Said = Pick<XapiStatement, 'statementId' | 'person' | 'verbId' | 'activityId' | 'timestamp' | 'statement'>;
type Standing = Pick<XapiStatement, 'status' | 'gap' | 'userId' | 'enrollmentId'>;

/** Matches a statement to a person and a course, and applies it. */
export async function applyStatement(tx: Transaction, said: Said): Promise<Standing> {
  const nothing = { gap: null, userId: null, enrollmentId: null };
  if (!effects.has(said.verbId)) return { ...nothing, status: XapiStatementStatus.NOTED };
  const user = isAboutGroup(said.statement) ? null : await personNamed(tx, said.person);
  const editions = await editionsMeant(tx, said);
  if (!user) return { ...nothing, status: XapiStatementStatus.UNMATCHED, gap: XapiGap.UNKNOWN_PERSON };
  const known = { ...nothing, userId: user.id };
  if (editions.length === 0) return { ...known, status: XapiStatementStatus.UNMATCHED, gap: XapiGap.UNKNOWN_COURSE };
  const enrollment = await applyTo(tx, said, user, editions);
  return enrollment
    ? { ...known, status: XapiStatementStatus.MATCHED, enrollmentId: enrollment.id }
    : { ...known, status: XapiStatementStatus.UNMATCHED, gap: XapiGap.NOT_ENROLLED };
}

/** Applies the statement to the person's enrollment; null if none exists and none can be opened. */
export async function applyTo(
  tx: Transaction,
  said: Said,
  user: User,
  editions: readonly Course[],
): Promise<Enrollment | null> {
  const enrollment = (await enrollmentIn(tx, user, editions)) ?? (await opened(tx, user, editions[0]!));
  if (!enrollment || !isOpen(enrollment)) return enrollment;
  const on = dayOf(tx.clock, said, editions);
  const effect = effects.get(said.verbId);
  if (effect === 'COMPLETE') await creditCompletion(tx, enrollment, on, said.statementId);
  if (effect === 'WAIVE') await waiveLessons(tx, enrollment, { by: null, reason: reasonOf(said.statement), on });
  if (effect === 'FAIL') {
    const { userId, courseId, partnerId } = enrollment;
    tx.record(facts.courseFailed, enrollment, { userId, courseId, partnerId });
  }
  return enrollment;
}

/**
 * The day of the event, limited to not in the future and not before the first publication, in case of a wrong clock.
 */
function dayOf(clock: Clock, { timestamp }: Said, editions: readonly Course[]): PlainDate {
  const [day, today] = [clock.dayOf(timestamp), clock.today()];
  const first = editions.at(-1)!.publishedOn ?? today;
  if (day < first) return first;
  return day < today ? day : today;
}

async function personNamed(tx: Transaction, person: string): Promise<User | null> {
  return prefixOf(person) === 'user' ? tx.first(User, { id: person as User['id'] }) : tx.first(User, { login: person });
}

/** The editions that existed on that day, newest first: a late statement must not count as retraining. */
async function editionsMeant(tx: Transaction, { activityId, timestamp }: Said): Promise<Course[]> {
  const familyId = familyIdOf(activityId);
  if (!familyId) return [];
  const published = sql`${column<Course>('edition')} IS NOT NULL`;
  const newestFirst = [{ column: 'edition', direction: 'DESC' as const }];
  const editions = await tx.list(Course, { familyId, and: [published] }, newestFirst);
  const day = tx.clock.dayOf(timestamp);
  const byThen = editions.filter(({ publishedOn }) => publishedOn! <= day);
  return byThen.length > 0 ? byThen : editions.slice(-1);
}

async function enrollmentIn(tx: Transaction, user: User, editions: readonly Course[]): Promise<Enrollment | null> {
  const enrollments = await tx.list(Enrollment, { userId: user.id, courseId: editions.map(({ id }) => id) });
  const present = enrollments.filter(({ status }) => status !== EnrollmentStatus.WITHDRAWN);
  const found = editions.map(({ id }) => present.find(({ courseId }) => courseId === id));
  return found.find(Boolean) ?? null;
}

/** Enrolls a person who took a course without being enrolled. */
async function opened(tx: Transaction, user: User, course: Course): Promise<Enrollment | null> {
  if (course.status !== CourseStatus.PUBLISHED || user.status === UserStatus.DEACTIVATED) return null;
  const [enrollment] = await enroll(tx, course, [{ user }], null);
  return enrollment!;
}

function reasonOf(statement: Record<string, unknown>): string {
  const { extensions } = (statement.result ?? {}) as { extensions?: Record<string, unknown> };
  const reason = extensions?.[reasonExtension];
  const said = typeof reason === 'string' ? shortened(reason.trim().normalize('NFC'), 2_000 - 1) : '';
  const isReason = said !== '' && faultOfText(said, { lines: 'SEVERAL', mayBeBlank: false }) === null;
  return isReason ? said : 'Waived in the learning system.';
}

/** Matches waiting statements whose person, course or enrollment exists now. */
export async function matchWaiting(
  tx: Transaction,
  of: { activityId: Course['activityId'] } | { person: Pick<User, 'id' | 'email'> },
): Promise<void> {
  const about = 'person' in of ? { person: [of.person.email, of.person.id] } : { activityId: of.activityId };
  const waiting = { status: xapiStatementLifecycle.initial, ...about };
  for (const statement of await tx.list(XapiStatement, waiting, [{ column: 'timestamp' }, { column: 'id' }])) {
    const standing = await applyStatement(tx, statement);
    if (standing.status === XapiStatementStatus.UNMATCHED && standing.gap === statement.gap) continue;
    Object.assign(statement, standing);
    await tx.save(statement);
    if (standing.status === XapiStatementStatus.MATCHED) tx.record(facts.xapiStatementMatched, statement, {});
  }
}
