import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../../config';

const patienceMilliseconds = 120_000;

/** Looks for viruses; throws where it cannot be asked. */
export interface Scanner {
  isClean(content: Readable): Promise<boolean>;
}

/** The configured scanner: an address that is sent the content, or a command that reads it. Null without one. */
export function openScanner({ scanner }: Pick<Config, 'scanner'>): Scanner | null {
  if (scanner === null) return null;
  return /^https?:\/\//.test(scanner) ? new HttpScanner(scanner) : new CommandScanner(scanner);
}

/** Answers 200 for what is clean and 406 for what is not, as the usual servers in front of ClamAV do. */
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

/** Reads the content from its input and ends with 0 for what is clean and 1 for what is not, as `clamdscan -` does. */
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
    // One that has seen enough closes its input.
    const [[code]] = await Promise.all([ended, pipeline(content, scan.stdin).catch(() => undefined)]);
    if (code === 0) return true;
    if (code === 1) return false;
    throw new Error(`The virus scanner ended with ${code}.`);
  }
}
