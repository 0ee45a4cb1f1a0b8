import type { Transaction } from '../../shared/database/transaction';
import type { FactReader } from '../../shared/events/relay';
import { User } from '../identity';
import { Qualification } from './qualification.entity';
import { qualificationLifecycle, QualificationStage } from './qualification.lifecycle';
import { openKeyOf } from './qualification.reader';
import { reassess } from './qualification.service';

/** A certification came or went: the partner's qualification in that offering is judged anew. */
const certificationReader: FactReader = {
  name: 'qualificationReassess',
  types: ['CertificationIssued', 'CertificationExpired', 'CertificationRevoked'],
  async read(tx, fact) {
    const { partnerId, offeringId } = fact.data as { partnerId?: string | null; offeringId?: string };
    // The vendor's own people are certified as well; they have no partner.
    if (!partnerId || !offeringId) return;
    const openKey = openKeyOf(partnerId as never, offeringId as never);
    await reassessAll(tx, { openKey, ...(fact.type === 'CertificationIssued' ? lapsedOnly : {}) });
  },
};

/** A member who cannot sign in counts for nothing, whatever certifications they hold. */
const memberReader: FactReader = {
  name: 'qualificationReassessOfMember',
  types: ['UserActivated', 'UserDeactivated'],
  async read(tx, fact) {
    const { partnerId } = await tx.load(User, fact.subjectId);
    if (partnerId) await reassessAll(tx, { partnerId, ...(fact.type === 'UserActivated' ? lapsedOnly : {}) });
  },
};

/** Whom good news can change: everybody else only gains what the next step will look at. */
const lapsedOnly = { stage: QualificationStage.LAPSED };

async function reassessAll(
  tx: Transaction,
  where: Pick<Partial<Qualification>, 'openKey' | 'partnerId' | 'stage'>,
): Promise<void> {
  const qualifications = await tx.list(Qualification, where, [{ column: 'id' }]);
  for (const qualification of qualifications) {
    if (!qualificationLifecycle.isFinal(qualification.stage)) await reassess(tx, qualification);
  }
}

export const factReaders = [certificationReader, memberReader];
