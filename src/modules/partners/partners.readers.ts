import type { FactReader } from '../../shared/events/relay';
import { Qualification } from './qualification.entity';
import { openKeyOf } from './qualification.reads';
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
    const qualification = await tx.first(Qualification, { openKey });
    if (qualification) await reassess(tx, qualification);
  },
};

export const factReaders = [certificationReader];
