import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../../config';

const patienceMilliseconds = 120_000;

/** Scans for viruses; throws if the scanner is not reachable. */
export interface Scanner {
  isClean(content: Readable): Promise<boolean>;
}

/** The configured scanner: an address that receives the content, or a command that reads it. Null without one. */
export function openScanner({ scanner }: Pick<Config, 'scanner'>): Scanner | null {
  if (scanner === null) return null;
  return /^https?:\/\//.test(scanner) ? new HttpScanner(scanner) : new CommandScanner(scanner);
}

/** Returns 200 for clean and 406 for infected content, like the usual servers in front of ClamAV. */
class HttpScanner implements Scanner {
  constructor(private readonly address: string) {}

  async isClean(content: Readable): Promise<boolean> {
    const response = await fetch(this.address, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: content as unknown as ReadableStream,
      duplex: 'half',
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    await response.body?.cancel();
    if (response.ok) return true;
    if (response.status === 406) return false;
    throw new Error(`The virus scanner answered ${response.status}.`);
  }
}

/** Reads the content from standard input and exits with 0 for clean and 1 for infected content, like `clamdscan -`. */
class CommandScanner implements Scanner {
  constructor(private readonly command: string) {}

  async isClean(content: Readable): Promise<boolean> {
    const [program = '', ...options] = this.command.split(/\s+/);
    const scan = spawn(program, options, {
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: patienceMilliseconds,
      killSignal: 'SIGKILL',
    });
    const ended = once(scan, 'exit') as Promise<[number | null]>;
    // A scanner that has read enough closes its input.
    const [[code]] = await Promise.all([ended, pipeline(content, scan.stdin).catch(() => undefined)]);
    if (code === 0) return true;
    if (code === 1) return false;
    throw new Error(`The virus scanner ended with ${code}.`);
  }
}
