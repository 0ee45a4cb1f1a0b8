import type { Language } from '../../customers';

/**
 * The content of a paper that comes from other records: names, and the language. It is read while the record is a
 * draft, and stored with it from the signature on, because a signed paper does not follow later renaming.
 */
export interface PaperNames {
  project: string;
  customer: string;
  /** The customer's contact; null if the project has none. */
  contact: string | null;
  language: Language;
  /** Null on records signed before names were stored: the installation's current name is used then. */
  vendor: string | null;
  /** Partners and offerings, by id. */
  others: Record<string, string>;
}
