import fc from 'fast-check';
import { Attempt, assessmentService, AttemptStatus, Certification } from '../../../src/modules/assessments';
import { Assessment } from '../../../src/modules/assessments/assessments/assessment.entity';
import { AssessmentStatus } from '../../../src/modules/assessments/assessments/assessment.lifecycle';
import { concludeAttempt, nextPassKey } from '../../../src/modules/assessments/attempts/attempt-closing.service';
import { validUntil } from '../../../src/modules/assessments/attempts/admission.formula';
import { system } from '../../../src/shared/access/viewer';
import type { Transaction } from '../../../src/shared/database/transaction';
import { addDays, addMonths, type PlainDate } from '../../../src/shared/domain/dates';
import { decimal } from '../../../src/shared/domain/decimal';
import { Role, TestApp } from '../../support/app';
import { givenExam, givenOffering } from '../../support/given';

/** A minimal model of an exam and of those who passed it; a day of `forEver` never ends. */
interface Exam {
  id: string;
  asked: boolean;
  retired: boolean;
  months: number;
  passes: { person: number; on: PlainDate; months: number[] }[];
}
const forEver = '9999-12-31';

/** Until when the person meets all requirements on a day; null if one is missing. */
function earned(exams: readonly Exam[], person: number, today: PlainDate): PlainDate | null {
  const asked = exams.filter((exam) => exam.asked && !exam.retired);
  const ends = asked.map(({ passes }) => {
    const own = passes
      .filter((pass) => pass.person === person)
      .flatMap(({ on, months }) => months.map((each) => (each === 0 ? forEver : addMonths(on, each))));
    return (
      own
        .filter((end) => end >= today)
        .sort()
        .at(-1) ?? null
    );
  });
  if (ends.length === 0 || ends.includes(null)) return null;
  return ends.sort()[0]!;
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('pass', 'pass', 'pass', 'retire', 'succeed'),
    exam: fc.nat(2),
    person: fc.nat(1),
    months: fc.constantFrom(0, 6, 12, 24),
    asked: fc.boolean(),
    days: fc.integer({ min: 1, max: 250 }),
  }),
  { minLength: 4, maxLength: 12 },
);

describe('attempts and rule changes in any order', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const work = <T>(task: (tx: Transaction) => Promise<T>) =>
    app.installation.database.transaction({ viewer: system, action: 'test', requestId: 'test' }, task);

  const pass = (userId: string, exam: Exam) =>
    work(async (tx) => {
      const { id: assessmentId, familyId, offeringId, validityMonths } = await tx.load(Assessment, exam.id);
      const now = tx.clock.now();
      const attempt = await tx.insert(Attempt, {
        ...{ assessmentId, familyId, offeringId, userId: userId as Attempt['userId'] },
        ...{ number: exam.passes.length + 1, status: AttemptStatus.PASSED, timedOut: false },
        ...{ startedAt: now, dueAt: now, closedAt: now, scorePercent: decimal(100) },
        ...{ paper: [], givenAnswers: [], validUntil: validUntil(tx.clock.today(), validityMonths) },
        passKey: await nextPassKey(tx, userId, offeringId),
      });
      tx.reader.clear();
      await concludeAttempt(tx, attempt);
    });

  const succeed = (exam: Exam, months: number, required: boolean) =>
    work(async (tx) => {
      const { id, ...rules } = await tx.load(Assessment, exam.id);
      const draft = await tx.insert(Assessment, {
        ...rules,
        ...{ predecessorId: id, edition: null, status: AssessmentStatus.DRAFT, publishedOn: null, unjudgedSince: null },
        ...{ validityMonths: months, required },
      });
      return assessmentService.publishAssessment(tx, draft.id, draft.version);
    });

  it('certify everyone who meets all requirements until the right day, and nobody else', async () => {
    const people = [await app.createUser([Role.CONSULTANT]), await app.createUser([Role.CONSULTANT])];
    await fc.assert(
      fc.asyncProperty(steps, async (happenings) => {
        app.clock.set('2026-03-02T09:00:00.000Z');
        const { id: offeringId } = await givenOffering(app);
        const exams: Exam[] = [];
        for (const months of [12, 24, 0]) {
          const { id } = await givenExam(app, offeringId, { validityMonths: months });
          exams.push({ id, months, asked: true, retired: false, passes: [] });
        }
        const promised: (PlainDate | null)[] = [null, null];
        const weigh = () => {
          for (const person of promised.keys()) {
            const until = earned(exams, person, app.clock.today());
            if (until !== null && until > (promised[person] ?? '')) promised[person] = until;
          }
        };
        for (const { kind, exam: index, person, months, asked, days } of happenings) {
          const exam = exams[index]!;
          if (exam.retired) continue;
          if (kind === 'pass') {
            await pass(people[person]!.id, exam);
            exam.passes.push({ person, on: app.clock.today(), months: [exam.months] });
            weigh();
          } else if (kind === 'retire') {
            await work(async (tx) => {
              const { id, version } = await tx.load(Assessment, exam.id);
              return assessmentService.retireAssessment(tx, id, version, 'No more.');
            });
            exam.retired = true;
          } else {
            exam.id = (await succeed(exam, months, asked)).id;
            Object.assign(exam, { months, asked });
            for (const each of exam.passes) each.months.push(months);
          }
          app.clock.set(`${addDays(app.clock.today(), 1)}T00:10:00.000Z`);
          await app.installation.jobs.run('certificationsJudge');
          weigh();
          app.clock.advanceDays(days);
          await app.installation.jobs.run('certificationsExpire');
          const today = app.clock.today();
          const held = await app.installation.database
            .reader(system)
            .list(Certification, { offeringId: offeringId as never, status: 'ACTIVE' as never });
          const ends = people.map(({ id }) =>
            held.filter(({ userId }) => userId === id).map((each) => each.expiresOn ?? forEver),
          );
          expect(ends).toEqual(promised.map((until) => (until !== null && until >= today ? [until] : [])));
        }
      }),
      { numRuns: 15 },
    );
  });
});
