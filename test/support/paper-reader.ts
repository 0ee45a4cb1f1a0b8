import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/* Papers as an independent reader finds them. It is an ES module, which jest cannot load: a process of its own does. */

const script = `
  import { extractText, getDocumentProxy } from 'unpdf';
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const pdf = await getDocumentProxy(new Uint8Array(Buffer.concat(chunks)));
  const { text } = await extractText(pdf, { mergePages: false });
  const { info } = await pdf.getMetadata();
  console.log(JSON.stringify({ pages: text, info }));
`;

export interface ReadPaper {
  pages: string[];
  /** All pages, every run of blanks and line ends as one blank. */
  text: string;
  info: Record<string, string>;
}

export async function readPaper(content: Buffer): Promise<ReadPaper> {
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: __dirname,
    maxBuffer: 64_000_000,
  });
  running.child.stdin!.end(content);
  const { stdout } = await running;
  const { pages, info } = JSON.parse(stdout) as Omit<ReadPaper, 'text'>;
  return { pages, info, text: pages.join(' ').replace(/\s+/g, ' ') };
}
