import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { type PublishedProgramme, tiersOf } from '../src/demo/published-programme';
import { createInstallation } from '../src/installation';
import { programmeInForce, programmeService } from '../src/modules/partners';
import { system } from '../src/shared/access/viewer';
import { DomainError } from '../src/shared/domain/errors';
import { run } from './run';

/* npm run load -- programme <file> [id] [--publish YYYY-MM-DD]: see docs/programmes.md. */

const usage = `Usage: npm run load -- programme <file> [id] [--publish YYYY-MM-DD]

  <file>     a JSON file of published programmes: { "programmes": [{ "id", "source", "metrics", "reportedMetrics", "tiers" }] }
  [id]       the programme to load; without it, the file's programmes are listed
  --publish  the first day on which it is in force; without it, it stays a draft
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { publish: { type: 'string' } },
  });
  const [what, file, id] = positionals;
  if (what !== 'programme' || !file) {
    console.error(usage);
    return 2;
  }
  const { programmes } = JSON.parse(readFileSync(file, 'utf8')) as { programmes: PublishedProgramme[] };
  const published = programmes.find((programme) => programme.id === id);
  if (!published) {
    if (id) console.error(`${file} has no programme ${id}.`);
    for (const programme of programmes) console.log(`${programme.id}  ${programme.source}`);
    return id ? 1 : 0;
  }

  const installation = await createInstallation({ ...readConfig(), logLevel: 'warn' });
  try {
    const command = { viewer: system, action: 'load programme', requestId: 'load' };
    const loaded = await installation.database.transaction(command, async (tx) => {
      // The tiers come from the file; all other rules are copied from the programme in force.
      const current = await programmeInForce(tx.reader, tx.clock.today());
      const draft = await programmeService.draft(tx, {
        name: published.id,
        checklist: current?.checklist ?? [],
        reportedMetrics: published.reportedMetrics ?? current?.reportedMetrics ?? [],
        gates: current?.gates ?? { toAssessment: [], toAssisted: [], toIndependent: [] },
        tiers: tiersOf(published),
        points: null,
        graceDays: current?.graceDays ?? 30,
        notes: published.source,
      });
      return values.publish ? programmeService.publish(tx, draft.id, draft.version, values.publish) : draft;
    });
    console.log(
      `${loaded.id} is ${loaded.status}${loaded.effectiveOn ? `, in force from ${loaded.effectiveOn}` : ''}.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await installation.stop();
  }
}

run(main);
