import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { createInstallation } from '../src/installation';
import { type Anchor, signedText } from '../src/shared/database/anchor';
import { anchorsOf, auditAnchors, auditChains } from '../src/shared/database/audit';
import { SigningKeys } from '../src/shared/http/signing-keys';

/* npm run audit [-- --anchors <file>]: verifies the history, its anchors and their archived copies, and archives new anchors. */

const usage = `Usage: npm run audit [-- --anchors <file>]

  Recomputes the chain of every record's history, and compares all entries with the signed anchors that the daily job
  makes. Exits with 1 if anything differs. It may run while the servers do, and changes nothing in the database.

  --anchors <file>  the copy of the anchors outside the database, one per line; new anchors are appended. Keep
                    it where nobody who can write to the database can write (default: history-anchors.jsonl in DATA_DIR)
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { anchors: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const config = readConfig();
  const file = values.anchors ?? join(config.dataDirectory, 'history-anchors.jsonl');
  const installation = await createInstallation({ ...config, logLevel: 'warn' }, { poll: false });
  try {
    const { database } = installation;
    const keys = SigningKeys.open(config);
    const kept = existsSync(file) ? readAnchors(file) : [];
    let findings = 0;
    for (const check of [auditAnchors(database, keys, kept), auditChains(database)]) {
      for await (const finding of check) {
        findings += 1;
        console.log(finding);
      }
    }
    if (findings > 0) {
      console.log(`${findings} found. ${file} is unchanged.`);
      return 1;
    }
    const anchors = await anchorsOf(database);
    const lines = anchors.map(({ number, throughId, entries, head, at, keyId, signature }) =>
      JSON.stringify({ number, throughId, entries, head, at, keyId, signature }),
    );
    if (lines.length > kept.length) writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    console.log(
      `The history is intact; ${lines.length} anchors are kept in ${file}, ${lines.length - kept.length} of them new.`,
    );
    return 0;
  } finally {
    await installation.stop();
  }
}

function readAnchors(file: string): Anchor[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        const anchor = JSON.parse(line) as Omit<Anchor, 'at'> & { at: string };
        const read = { ...anchor, at: new Date(anchor.at) };
        signedText(read);
        return read;
      } catch {
        throw new Error(`${file}, line ${index + 1} is not an anchor.`);
      }
    });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
