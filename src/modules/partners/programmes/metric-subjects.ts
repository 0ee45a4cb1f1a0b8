import type { PlainDate } from '../../../shared/domain/dates';
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

/** A firm in a period of days, both ends included. */
export interface PartnerPeriod {
  partnerId: Id<'partner'>;
  from: PlainDate;
  until: PlainDate;
}

/**
 * A whole firm in a period, for scorecards. What happened in the period counts as it is known when it is measured: an
 * entry that is approved after the period has ended counts from then on.
 */
export const partnerPeriodSubject: SubjectKind<PartnerPeriod> = { name: 'PARTNER_PERIOD' };
