import type { Reader } from '../../shared/database/reader';
import { Assessment } from './assessment.entity';
import { type AssessmentFacts, AssessmentStatus } from './assessment.lifecycle';
import { needsItself } from './admission.formula';

/** What the publishing of a draft depends on; the reader sees every row. */
export async function publicationFacts(reader: Reader, assessment: Assessment): Promise<AssessmentFacts> {
  const { kind, answerKey, pools, rubric, offeringId, familyId, predecessorId } = assessment;
  const published = await reader.listBy(Assessment, 'offeringId', offeringId, {
    where: { status: AssessmentStatus.PUBLISHED },
  });
  const predecessor = await reader.byId(Assessment, predecessorId);
  const prerequisites = new Map(published.map((each) => [each.familyId as string, each.prerequisiteFamilyIds]));
  return {
    kind,
    exam: { questions: answerKey, pools },
    rubric,
    predecessor: predecessor?.status ?? null,
    needsItself: needsItself(familyId, assessment.prerequisiteFamilyIds, prerequisites),
  };
}
