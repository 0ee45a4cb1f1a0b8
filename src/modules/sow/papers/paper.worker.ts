import type { Paper } from './paper';
import { renderPaper } from './paper.pdf';

/** The work of a thread of the press: one paper at a time. */
export default function print(paper: Paper): Promise<Uint8Array> {
  return renderPaper(paper);
}
