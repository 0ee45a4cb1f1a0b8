import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * MariaDB locks every row that an UPDATE or DELETE looks at, and the gaps between them: by any column but the primary key,
 * transactions that touch nothing in common end in deadlocks. So each names its rows by id.
 */

/** By a unique key that one row always has, or meant to lock what others might add, in steps that are rare. */
const exceptions = [
  'UPDATE person_day SET minutes = minutes - ${minutes} WHERE userId = ${userId} AND workedOn = ${workedOn}',
  'UPDATE time_entry SET minutes = minutes WHERE allocationId = ${allocationId} AND ${counted}',
  'UPDATE deliverable SET position = position WHERE sowId = ${base.id} AND archivedAt IS NULL AND status IN (${statuses})',
];

const source = join(__dirname, '..', '..');

/** Every statement of the program that changes or deletes rows. */
function statements(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => readFileSync(join(source, file), 'utf8').match(/sql`(?:UPDATE|DELETE)\b[^`]*`/g) ?? [])
    .map((text) => text.slice(4, -1).replace(/\s+/g, ' '));
}

describe('statements that change rows', () => {
  const byId = /\bWHERE id (= |IN \()\$\{|\bWHERE \$\{this\.mine\(lease\)\}$/;

  it('name them by id', () => {
    const others = statements().filter((text) => !byId.test(text));
    expect(statements().length).toBeGreaterThan(20);
    expect(others.sort()).toEqual([...exceptions].sort());
  });
});
