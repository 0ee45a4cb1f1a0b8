import { join, raw, sql, type Sql } from '../../../shared/database/sql';
import { isUniqueViolation, type Transaction } from '../../../shared/database/transaction';
import { minutesOfADay, type PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { newId } from '../../../shared/domain/ids';
import { PersonDay } from './person-day.entity';

/** The time of one person on one day. */
interface DaysWork {
  userId: string;
  workedOn: PlainDate;
  minutes: number;
}

/**
 * Takes the minutes from the person's day if enough are left. The conditional update contains the limit, so two
 * concurrent writers cannot both take the last hour; the unique key settles which of them creates the first row of a
 * day.
 */
export async function takeMinutes(tx: Transaction, work: DaysWork, field: string[]): Promise<void> {
  const { userId, workedOn, minutes } = work;
  const day = await tx.reader.first(PersonDay, { userId, workedOn });
  if (!day) {
    await tx.append(PersonDay, { ...work });
    return;
  }
  const taken = await tx.execute(
    sql`UPDATE person_day SET minutes = minutes + ${minutes} WHERE id = ${day.id} AND minutes <= ${minutesOfADay - minutes}`,
  );
  if (taken === 1) return;
  throw new RuleViolationError(
    'day-full',
    `A day has 24 hours: these ${minutes} minutes would exceed them on ${workedOn}.`,
    [],
    field,
  );
}

/** Gives the minutes back to the person's day. */
export async function giveMinutesBack(tx: Transaction, { userId, workedOn, minutes }: DaysWork): Promise<void> {
  await tx.execute(
    sql`UPDATE person_day SET minutes = minutes - ${minutes} WHERE userId = ${userId} AND workedOn = ${workedOn}`,
  );
}

/** Another transaction changed one of the days in the meantime, so the decision must be repeated with the new count. */
export class DaysChangedError extends Error {}

/**
 * Takes minutes from many days, for a caller that has already read their counts; `begun` has the days with a row, by
 * person and day. Each statement contains the limit here too.
 */
export async function takeMinutesOfMany(
  tx: Transaction,
  wanted: ReadonlyMap<string, number>,
  begun: ReadonlyMap<string, PersonDay>,
): Promise<void> {
  const all = [...wanted];
  for (let start = 0; start < all.length; start += 100) {
    const some = all.slice(start, start + 100);
    const known = some.flatMap(([key, minutes]) => (begun.has(key) ? [{ id: begun.get(key)!.id, minutes }] : []));
    if (known.length > 0) {
      const added = sql`CASE id ${join(
        known.map(({ id, minutes }) => sql`WHEN ${id} THEN ${minutes}`),
        ' ',
      )} END`;
      const taken = await tx.execute(
        sql`UPDATE person_day SET minutes = minutes + ${added} WHERE id IN (${known.map(({ id }) => id)}) AND minutes + ${added} <= ${minutesOfADay}`,
      );
      if (taken !== known.length) throw new DaysChangedError('Another transaction filled a day.');
    }
    await beginMany(
      tx,
      some.filter(([key]) => !begun.has(key)).map(([key, minutes]) => [...key.split(' '), minutes]),
    );
  }
}

async function beginMany(tx: Transaction, days: readonly (string | number)[][]): Promise<void> {
  if (days.length === 0) return;
  const rows: Sql[] = days.map((day) => sql`(${[newId('person_day'), ...day]})`);
  try {
    await tx.execute(sql`INSERT INTO person_day (${raw('id, userId, workedOn, minutes')}) VALUES ${join(rows, ', ')}`);
  } catch (error) {
    if (isUniqueViolation(error)) throw new DaysChangedError('Another transaction created the row of a day.');
    throw error;
  }
}
