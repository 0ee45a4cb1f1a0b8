import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { PersonDay } from './person-day.entity';

export const minutesOfADay = 24 * 60;

/** Time of one person on one day. */
interface DaysWork {
  userId: string;
  workedOn: PlainDate;
  minutes: number;
}

/**
 * Takes the minutes out of the person's day, if it still has them. The count is changed by a statement that states the
 * limit itself, so that two writers cannot both find room for the last hour; the first of a day is settled by the
 * unique key.
 */
export async function takeMinutes(tx: Transaction, work: DaysWork, field: string[]): Promise<void> {
  const { userId, workedOn, minutes } = work;
  const day = await tx.reader.first(PersonDay, { userId, workedOn });
  if (!day && (await begin(tx, work))) return;
  const taken = await tx.execute(
    sql`UPDATE person_day SET minutes = minutes + ${minutes} WHERE userId = ${userId} AND workedOn = ${workedOn} AND minutes <= ${minutesOfADay - minutes}`,
  );
  if (taken === 1) return;
  throw new RuleViolationError(
    'day-full',
    `A day has 24 hours: with these ${minutes} minutes, ${workedOn} would have more.`,
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

/** Begins the day's count; false where another transaction has just begun it. */
async function begin(tx: Transaction, work: DaysWork): Promise<boolean> {
  try {
    await tx.append(PersonDay, { ...work });
    return true;
  } catch (error) {
    if (error instanceof RuleViolationError && error.rule === 'already-exists') return false;
    throw error;
  }
}
