import type { Transaction } from '../../../shared/database/transaction';
import { on, readFacts } from '../../../shared/events/handlers';
import { User, userUpdated } from '../../identity';
import { type Qualification, qualificationService } from '../../partners';
import * as facts from './certification.facts';
import { correctHolder } from './certification.service';

export const certificationsCorrectHolder = readFacts('certificationsCorrectHolder', [
  on(userUpdated, async (tx, { subjectId }) => correctHolder(tx, await tx.load(User, subjectId))),
]);

/** A certification came or went: the partner's qualification in that offering is judged again. */
export const qualificationReassess = readFacts('qualificationReassess', [
  on(facts.certificationIssued, (tx, _, held) => reassess(tx, held, 'GAINED')),
  on(facts.certificationExpired, (tx, _, held) => reassess(tx, held, 'LOST')),
  on(facts.certificationRevoked, (tx, _, held) => reassess(tx, held, 'LOST')),
]);

interface Held {
  partnerId: Qualification['partnerId'] | null;
  offeringId: Qualification['offeringId'];
}

async function reassess(
  tx: Transaction,
  { partnerId, offeringId }: Held,
  change: qualificationService.Change,
): Promise<void> {
  // The vendor's own people are certified as well; they have no partner.
  if (partnerId) await qualificationService.reassessOffering(tx, { partnerId, offeringId }, change);
}
