import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * MariaDB locks every row that an UPDATE or DELETE looks at, and the gaps between them: by any column but the primary key,
 * transactions that touch nothing in common end in deadlocks. So each names its rows by id.
 */

/** Statements that name their rows in another way, and why they may. */
const exceptions = [
  // By id, in a condition of its own.
  'UPDATE job_lease SET ? WHERE ?',
  'UPDATE job_lease SET ? WHERE ?',
  // By all of a unique key, of a row that is always there or alone in its transaction.
  'UPDATE person_day SET minutes = minutes - ? WHERE userId = ? AND workedOn = ?',
  'UPDATE quota_use SET amount = amount - ? WHERE quota = ?',
  'UPDATE quota_use SET uses = uses + 1, amount = amount + ? WHERE quota = ? AND uses < ? AND amount <= ?',
  // Meant to lock what others might add, in steps that are rare.
  'UPDATE deliverable SET position = position WHERE sowId = ? AND archivedAt IS NULL AND status IN (?)',
  'UPDATE session SET network = NULL, deviceHash = NULL WHERE userId = ?',
  'UPDATE session SET revokedAt = ? WHERE userId = ? AND revokedAt IS NULL AND id <> ?',
  'UPDATE time_entry SET minutes = minutes WHERE allocationId = ? AND ?',
];

const source = join(__dirname, '..', '..');

/** Every statement of the program that changes or deletes rows, with its values as `?`. */
function statements(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => readFileSync(join(source, file), 'utf8').match(/sql`(?:UPDATE|DELETE)\b[^`]*`/g) ?? [])
    .map((text) => text.slice(4, -1).replace(/\s+/g, ' '))
    .map((text) => text.replace(/\$\{[^}]*\}/g, '?'));
}

describe('statements that change rows', () => {
  it('name them by id', () => {
    const all = statements();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((text) => !/\bWHERE id (= \?|IN \(\?)/.test(text)).sort()).toEqual(exceptions.sort());
  });
});
