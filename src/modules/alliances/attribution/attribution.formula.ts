import { daysBetween, type PlainDate } from '../../../shared/domain/dates';

/** The days before the opportunity was opened within which the first contact counts. */
export const windowDays = 180;

export type SourceTestCode = 'first-contact' | 'before-ours' | 'within-window' | 'accepted-by-sales';

/** Null: not known yet. */
export interface SourceTest {
  code: SourceTestCode;
  passed: boolean | null;
}

export interface SourceEvidence {
  /** The day of the party's first contact with the customer; null if it has not been given. */
  theirContactOn: PlainDate | null;
  contactEvidence: string | null;
  /** Our own first contact; null if we had no contact, or do not know yet. */
  ourContactOn: PlainDate | null;
  openedOn: PlainDate | null;
  /** Whether sales has confirmed, and so also said whether we had a contact. */
  isConfirmed: boolean;
}

/** The four tests of a sourced opportunity. A contact on the same day as ours was not before ours. */
export function sourceTests(given: SourceEvidence): SourceTest[] {
  const { theirContactOn, contactEvidence, ourContactOn, openedOn, isConfirmed } = given;
  const days = theirContactOn !== null && openedOn !== null ? daysBetween(theirContactOn, openedOn) : null;
  const isBefore = theirContactOn !== null && (ourContactOn === null || theirContactOn < ourContactOn);
  return [
    { code: 'first-contact', passed: theirContactOn !== null && Boolean(contactEvidence) },
    { code: 'before-ours', passed: isConfirmed || ourContactOn !== null ? isBefore : null },
    { code: 'within-window', passed: days === null ? false : days >= 0 && days <= windowDays },
    { code: 'accepted-by-sales', passed: isConfirmed ? true : null },
  ];
}
