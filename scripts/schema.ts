import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema, publishedText } from '../src/schema';
import { breaksBetween, flawsOf, promiseOf } from './schema-rules';

/*
 * Prints the schema to schema/schema.graphql. With --check, writes nothing, and fails if the committed schema differs from the
 * code, breaks a rule, or breaks clients of the baseline. With --accept, makes the schema the new baseline.
 */

const at = (name: string) => join(__dirname, '..', 'schema', name);
const schema = createSchema();
const printed = publishedText(schema);

async function main(): Promise<void> {
  if (process.argv.includes('--accept')) {
    writeFileSync(at('baseline.graphql'), promiseOf(printed));
  } else if (!process.argv.includes('--check')) {
    writeFileSync(at('schema.graphql'), printed);
  } else {
    if (readFileSync(at('schema.graphql'), 'utf8') !== printed) {
      fail('schema/schema.graphql differs from the code: run `npm run schema` and review the difference.');
    }
    const flaws = flawsOf(schema);
    if (flaws.length > 0) fail('The schema breaks its rules:', flaws);
    const breaks = await breaksBetween(readFileSync(at('baseline.graphql'), 'utf8'), printed);
    if (breaks.length > 0) {
      const advice = 'Deprecate instead; or run `npm run schema -- --accept` and say in CHANGELOG.md what breaks.';
      fail(`The schema breaks clients of schema/baseline.graphql. ${advice}`, breaks);
    }
  }
}

function fail(message: string, lines: readonly string[] = []): void {
  console.error([message, ...lines.map((line) => `  ${line}`)].join('\n'));
  process.exitCode = 1;
}

void main();
