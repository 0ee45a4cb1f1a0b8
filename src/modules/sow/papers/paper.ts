/**
 * The content of a printed paper, without its layout: a pure function builds a paper from records, and `renderPaper`
 * draws it. Every kind of paper uses the same few blocks.
 */
export interface Paper {
  /** A BCP 47 tag, by which screen readers pronounce the PDF. */
  language: string;
  /** The organization that issues the paper. */
  issuer: string;
  /** The kind of paper, for example `Statement of work`. */
  kind: string;
  title: string;
  /** A sentence above everything, for example that it is a draft; null without one. */
  notice: string | null;
  details: Detail[];
  blocks: Block[];
  /** On every page next to its number: identifies the paper. */
  footer: string;
  /** The time of its content, so that the same paper always has the same bytes. */
  asOf: Date;
}

/** A name and its value: `Customer`, `Göta Fordon AB`. */
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
  /** The last row, set apart; null without totals. */
  total: string[] | null;
}

export interface Column {
  title: string;
  /** Its part of the width, relative to the others. */
  share: number;
  align?: 'left' | 'right';
}

export interface SignatureBlock {
  kind: 'signatures';
  parties: Signature[];
}

export interface Signature {
  /** The signing party, for example `For the customer`. */
  party: string;
  name: string;
  /** The recorded name, day and place of a signature; null leaves a line to sign on. */
  signatory: string | null;
  signedOn: string | null;
  evidence: string | null;
  /** The labels under the lines. */
  labels: { name: string; date: string; signature: string; evidence: string };
}
