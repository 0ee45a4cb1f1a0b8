import type { Reader } from '../../../shared/database/reader';
import { needsItself } from '../attempts/admission.formula';
import { Assessment } from './assessment.entity';
import { type AssessmentConditions, AssessmentStatus } from './assessment.lifecycle';

/** The conditions for publishing a draft; the reader sees every row. */
export async function publicationConditions(reader: Reader, assessment: Assessment): Promise<AssessmentConditions> {
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
