import { Assessment } from '../assessments/assessment.entity';
import { AssessmentStatus } from '../assessments/assessment.lifecycle';
import { Certification } from '../certifications/certification.entity';
import { CertificationStatus } from '../certifications/certification.lifecycle';
import { type Admission, admission } from './admission.formula';
import { attemptAt, type Source } from './attempt-outcome.reader';
import { Attempt } from './attempt.entity';
import { AttemptStatus } from './attempt.lifecycle';

/** May the person make an attempt at the assessment at the given time? The reader sees every row, and batches. */
export async function admissionOf(
  { reader, clock }: Source,
  assessment: Assessment,
  userId: string,
  at: Date,
): Promise<Admission> {
  const { offeringId, familyId, prerequisiteFamilyIds } = assessment;
  const [all, certifications, published] = await Promise.all([
    reader.listBy(Attempt, 'userId', userId),
    reader.listBy(Certification, 'userId', userId),
    reader.listBy(Assessment, 'offeringId', offeringId, { where: { status: AssessmentStatus.PUBLISHED } }),
  ]);
  const attempts = await Promise.all(
    all
      .filter((attempt) => attempt.offeringId === offeringId)
      .map(async (attempt) => {
        const { status, closedAt, validUntil } = await attemptAt({ reader, clock }, attempt, at);
        return { assessmentId: attempt.assessmentId, familyId: attempt.familyId, status, closedAt, validUntil };
      }),
  );
  const closed = attempts.flatMap((attempt) =>
    attempt.closedAt === null ? [] : [{ ...attempt, closedAt: attempt.closedAt }],
  );
  const own = certifications.filter((certification) => certification.offeringId === offeringId);
  const revokedAt = latest(own.map((each) => (each.status === CertificationStatus.REVOKED ? each.revokedAt : null)));
  const today = clock.dayOf(at);
  const isPassed = (family: string) =>
    closed.some(
      (attempt) =>
        attempt.familyId === family &&
        attempt.status === AttemptStatus.PASSED &&
        (attempt.validUntil === null || attempt.validUntil >= today) &&
        (revokedAt === null || attempt.closedAt > revokedAt),
    );
  return admission({
    assessment,
    attempts: closed.filter((attempt) => attempt.familyId === familyId),
    countsFrom: latest([revokedAt, ...own.map(({ renewalOpenedAt }) => renewalOpenedAt)]),
    // A retired assessment can no longer be passed, so it is not required.
    missing: published
      .filter((each) => prerequisiteFamilyIds.includes(each.familyId) && !isPassed(each.familyId))
      .map(({ title }) => title),
    at,
    timeZone: clock.timeZone,
  });
}

function latest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((last, each) => (last === null || (each !== null && each > last) ? each : last), null);
}
