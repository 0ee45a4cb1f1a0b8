import type { Transaction } from '../../../shared/database/transaction';
import { on, readFacts } from '../../../shared/events/handlers';
import { User, userUpdated } from '../../identity';
import { type Qualification, qualificationService } from '../../partners';
import * as facts from './certification.facts';
import { correctHolder } from './certification.service';

export const certificationsCorrectHolder = readFacts('certificationsCorrectHolder', [
  on(userUpdated, async (tx, { subjectId }) => correctHolder(tx, await tx.load(User, subjectId))),
]);

/** Reassesses the partner's qualification in the offering when a certification is added or removed. */
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
  // The vendor's own people can be certified too; they have no partner.
  if (partnerId) await qualificationService.reassessOffering(tx, { partnerId, offeringId }, change);
}
