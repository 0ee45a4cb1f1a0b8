import type { Language } from '../../customers';

/**
 * What a paper says and its own record does not hold: names, and the language. They are read while it is a draft, and kept
 * with the record from its signature on: what was signed does not follow what others are called later.
 */
export interface PaperNames {
  project: string;
  customer: string;
  /** Of the customer; null where the project has none. */
  contact: string | null;
  language: Language;
  /** Null on what was signed before names were kept: the installation's name of today stands for it. */
  vendor: string | null;
  /** Partners and offerings, by their ids. */
  others: Record<string, string>;
}
