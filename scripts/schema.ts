import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema, publishedText } from '../src/schema';

/* Prints the schema to schema/schema.graphql; with --check, fails when the committed one is not the code's. */

const file = join(__dirname, '..', 'schema', 'schema.graphql');
const printed = publishedText(createSchema());

if (!process.argv.includes('--check')) {
  writeFileSync(file, printed);
} else if (readFileSync(file, 'utf8') !== printed) {
  console.error('schema/schema.graphql differs from the code: run `npm run schema` and review the difference.');
  process.exit(1);
}
