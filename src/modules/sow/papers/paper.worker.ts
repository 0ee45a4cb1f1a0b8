import type { Paper } from './paper';
import { renderPaper } from './paper.pdf';

/** What a thread of the press does: one paper at a time. */
export default function print(paper: Paper): Promise<Uint8Array> {
  return renderPaper(paper);
}
