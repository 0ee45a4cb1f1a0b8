/**
 * What is printed, without a word of how: a paper is made from records by a pure function and drawn by `renderPaper`.
 * Every kind of paper uses the same few blocks.
 */
export interface Paper {
  /** BCP 47: what readers of a PDF pronounce it as. */
  language: string;
  /** Who issues it. */
  issuer: string;
  /** What it is, for example `Statement of work`. */
  kind: string;
  title: string;
  /** A sentence above everything, for example that it is a draft; null where there is none. */
  notice: string | null;
  details: Detail[];
  blocks: Block[];
  /** On every page, beside its number: what the paper can be told by. */
  footer: string;
  /** When what it says came to be: the same paper is the same bytes, whenever it is printed. */
  asOf: Date;
}

/** A name and what it is: `Customer`, `Göta Fordon AB`. */
export type Detail = readonly [name: string, value: string];

export type Block =
  | { kind: 'heading'; text: string }
  /** Lines and paragraphs as they were written. */
  | { kind: 'text'; text: string }
  | TableBlock
  | SignatureBlock;

export interface TableBlock {
  kind: 'table';
  columns: Column[];
  rows: string[][];
  /** The last row, set apart; null where nothing adds up. */
  total: string[] | null;
}

export interface Column {
  title: string;
  /** Its part of the width, against the others. */
  share: number;
  align?: 'left' | 'right';
}

export interface SignatureBlock {
  kind: 'signatures';
  parties: Signature[];
}

export interface Signature {
  /** For whom, for example `For the customer`. */
  party: string;
  name: string;
  /** What stands where the name, the day and the place of what was signed are written; null leaves a line to sign on. */
  signatory: string | null;
  signedOn: string | null;
  evidence: string | null;
  /** What stands under the lines. */
  labels: { name: string; date: string; signature: string; evidence: string };
}
