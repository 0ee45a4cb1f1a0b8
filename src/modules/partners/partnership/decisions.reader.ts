import type { Reader } from '../../../shared/database/reader';
import type { Id } from '../../../shared/domain/ids';
import { QualificationTransition } from '../qualifications/qualification.entity';
import { TierReview } from '../tiers/tier-review.entity';

/**
 * Whether a step of one of the partner's qualifications, or a decision on its tier, has counted the record as evidence.
 * Batched.
 */
export async function wasCounted(reader: Reader, partnerId: Id<'partner'>, recordId: string): Promise<boolean> {
  const [transitions, reviews] = await Promise.all([
    reader.listBy(QualificationTransition, 'partnerId', partnerId),
    reader.listBy(TierReview, 'partnerId', partnerId),
  ]);
  const evidence = [...transitions.map(({ criteria }) => criteria), ...reviews.map((review) => review.evidence)];
  return JSON.stringify(evidence).includes(`"${recordId}"`);
}
