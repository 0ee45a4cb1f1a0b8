import type { Id } from '../../../shared/domain/ids';
import type { SubjectKind } from '../../../shared/domain/metric';

/** A partner, or a partner in one offering, for metrics that are measured on both. */
export interface PartnerSubject {
  partnerId: Id<'partner'>;
  /** Left out to measure the whole firm. */
  offeringId?: Id<'offering'>;
}

/** A whole firm, for tiers. */
export const partnerSubject: SubjectKind<Pick<PartnerSubject, 'partnerId'>> = { name: 'PARTNER' };

/** A firm in one offering, for gates. */
export const qualificationSubject: SubjectKind<Required<PartnerSubject>> = { name: 'QUALIFICATION' };
