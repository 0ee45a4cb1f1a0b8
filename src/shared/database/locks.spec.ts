import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * MariaDB locks every row that an UPDATE or DELETE scans, and the gaps between them: with any column but the primary
 * key, transactions that touch different rows can end in a deadlock. So each statement names its rows by id.
 */

/** Statements that name their rows differently, and why they may. */
const exceptions = [
  // By id, in a condition built elsewhere.
  'UPDATE job_lease SET ? WHERE ?',
  'UPDATE job_lease SET ? WHERE ?',
  'UPDATE ? SET ? WHERE ?',
  // By all columns of a unique key, for a row that always exists or is alone in its transaction.
  'UPDATE person_day SET minutes = minutes - ? WHERE userId = ? AND workedOn = ?',
  'DELETE FROM person_month WHERE userId = ? AND month = ?',
  'UPDATE person_month SET partnerId = ?, entries = ?, minutes = ?, billableMinutes = ? WHERE userId = ? AND month = ?',
  'UPDATE quota_use SET amount = amount - ? WHERE quota = ?',
  'UPDATE quota_use SET uses = uses + 1, amount = amount + ? WHERE quota = ? AND uses < ? AND amount <= ?',
  // By the leading columns of a unique key, under a mapping that is saved first; a deadlock with a neighbor is retried.
  'DELETE FROM mapped_account WHERE mappingId = ?',
  'DELETE FROM mapped_account WHERE mappingId = ? AND side = ? AND population = ?',
  // Meant to lock what concurrent transactions might add, in rare steps.
  'UPDATE deliverable SET position = position WHERE sowId = ? AND archivedAt IS NULL AND status IN (?)',
  'UPDATE session SET network = NULL, deviceHash = NULL WHERE userId = ?',
  'UPDATE session SET revokedAt = ? WHERE userId = ? AND revokedAt IS NULL AND id <> ?',
  'UPDATE time_entry SET minutes = minutes WHERE allocationId = ? AND ?',
];

const source = join(__dirname, '..', '..');

/** Every statement in the code that changes or deletes rows, with its values as `?`. */
function statements(): string[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap((file) => readFileSync(join(source, file), 'utf8').match(/sql`(?:UPDATE|DELETE)\b[^`]*`/g) ?? [])
    .map((text) => text.slice(4, -1).replace(/\s+/g, ' '))
    .map((text) => text.replace(/\$\{[^}]*\}/g, '?'));
}

describe('statements that change rows', () => {
  it('name their rows by id', () => {
    const all = statements();
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((text) => !/\bWHERE id (= \?|IN \(\?)/.test(text)).sort()).toEqual(exceptions.sort());
  });
});
