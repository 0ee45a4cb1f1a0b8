import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import type { Rollup } from '../../../shared/database/rollup';
import { and, type Sql, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { addMonths, parsePlainDate } from '../../../shared/domain/dates';
import { TimeEntryStatus } from '../entries/time-entry.lifecycle';
import { PersonMonth } from './person-month.entity';
import { personMonthId } from './person-month.service';

type Sums = Pick<PersonMonth, 'userId' | 'partnerId' | 'entries' | 'minutes' | 'billableMinutes'>;

const command = { viewer: system, action: 'check roll-ups', requestId: 'check-rollups' };

export const personMonth: Rollup = {
  name: 'person_month',
  description: 'Approved and billable time by person and month, read by utilisation and capacity.',
  async *check(database, { repair }) {
    for (const { month } of await monthsOf(database)) {
      const differing = await database.transaction(command, (tx) => differencesIn(tx, month));
      for (const [userId, line] of differing) {
        if (repair) await database.transaction(command, (tx) => mend(tx, userId, month));
        yield `${month}  ${userId}  ${line}`;
      }
    }
  },
};

function monthsOf(database: Database): Promise<{ month: string }[]> {
  return database.query(
    sql`SELECT month FROM person_month UNION SELECT SUBSTR(workedOn, 1, 7) FROM time_entry WHERE status = ${TimeEntryStatus.APPROVED} ORDER BY 1`,
  );
}

/** The people whose row of a month differs from their entries, with both sums. */
async function differencesIn(tx: Transaction, month: string): Promise<Map<string, string>> {
  const stored = new Map<string, Sums>();
  const lost = new Map<string, string>();
  for (const row of await tx.reader.list(PersonMonth, { month }, [{ column: 'id' }])) stored.set(row.userId, row);
  const actual = new Map((await sumsOf(tx, month)).map((each) => [each.userId, each]));
  for (const userId of new Set([...stored.keys(), ...actual.keys()])) {
    const [kept, right] = [stored.get(userId), actual.get(userId)].map((each) => (each ? told(each) : 'nothing'));
    if (kept !== right) lost.set(userId, `stored ${kept}; the entries add up to ${right}`);
  }
  return lost;
}

const told = ({ partnerId, entries, minutes, billableMinutes }: Sums) =>
  `${entries} entries, ${minutes} minutes, ${billableMinutes} billable, ${partnerId ?? "the vendor's own"}`;

/** Corrects one row, including approvals since the difference was found. */
async function mend(tx: Transaction, userId: string, month: string): Promise<void> {
  const id = personMonthId({ userId, month });
  // The write comes first to lock the row: each approval has then either committed and is seen below, or adds later.
  await tx.execute(
    sql`INSERT INTO person_month (id, userId, partnerId, month, entries, minutes, billableMinutes)
      VALUES (${id}, ${userId}, NULL, ${month}, 0, 0, 0) ON DUPLICATE KEY UPDATE userId = ${userId}, month = ${month}`,
  );
  const [actual] = await sumsOf(tx, month, userId);
  if (!actual) {
    await tx.execute(sql`DELETE FROM person_month WHERE userId = ${userId} AND month = ${month}`);
    return;
  }
  const { partnerId, entries, minutes, billableMinutes } = actual;
  await tx.execute(
    sql`UPDATE person_month SET partnerId = ${partnerId}, entries = ${entries}, minutes = ${minutes}, billableMinutes = ${billableMinutes}
      WHERE userId = ${userId} AND month = ${month}`,
  );
}

/** The sums of a month's approved entries by person, or of one person alone. */
async function sumsOf(tx: Transaction, month: string, userId?: string): Promise<Sums[]> {
  const first = parsePlainDate(`${month}-01`);
  if (first === null) return [];
  const conditions: Sql[] = [
    sql`status = ${TimeEntryStatus.APPROVED} AND workedOn >= ${first} AND workedOn < ${addMonths(first, 1)}`,
    ...(userId ? [sql`userId = ${userId}`] : []),
  ];
  const rows = await tx.reader.rows<Record<keyof Sums, string | number>>(
    sql`SELECT userId, MAX(partnerId) AS partnerId, COUNT(*) AS entries, SUM(minutes) AS minutes,
        SUM(CASE WHEN billable = 1 THEN minutes ELSE 0 END) AS billableMinutes
      FROM time_entry WHERE ${and(conditions)} GROUP BY userId`,
  );
  return rows.map((row) => ({
    userId: String(row.userId),
    partnerId: row.partnerId as string | null,
    entries: Number(row.entries),
    minutes: Number(row.minutes),
    billableMinutes: Number(row.billableMinutes),
  }));
}
