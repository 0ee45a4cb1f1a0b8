import { column, raw, type Sql, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { CertificationStatus } from '../../assessments';
import type { User } from '../../identity';
import { chosenBy, placedFrom, placedWithin, provenWithin, type Question } from './people.reader';
import { ResourceGrouping } from './people.types';

/*
 * Statements group by days as they are stored, because MariaDB takes longest to write a day as a text or a number. A day
 * outside of those asked for is null: the first or the last of them.
 *
 * Where beginnings and ends of days are put in one order, a moment is a number: twice the digits of a day, meaning its
 * beginning, and one more for its end. A period contains its beginning, not its end.
 */

export const later = (one: Sql, other: Sql): Sql => sql`CASE WHEN ${one} > ${other} THEN ${one} ELSE ${other} END`;
export const earlier = (one: Sql, other: Sql): Sql => sql`CASE WHEN ${one} < ${other} THEN ${one} ELSE ${other} END`;

export const afterFirst = ({ within }: Question, day: Sql): Sql =>
  sql`CASE WHEN ${day} > ${within.from} THEN ${day} END`;
export const beforeLast = ({ within }: Question, day: Sql): Sql =>
  sql`CASE WHEN ${day} < ${within.until} THEN ${day} END`;

const momentAt = (day: PlainDate): number => Number(day.replaceAll('-', '')) * 2;

/** The beginning of a day, or of the days asked for if the day is null. */
export const beginningOf = ({ within }: Question, day: Sql): Sql =>
  sql`COALESCE(REPLACE(${day}, '-', '') * 2, ${raw(String(momentAt(within.from)))})`;

/** The end of a day, or of the days asked for if the day is null. */
export const endOf = ({ within }: Question, day: Sql): Sql =>
  sql`COALESCE(REPLACE(${day}, '-', '') * 2 + 1, ${raw(String(momentAt(within.until) + 1))})`;

/** The day that begins at a moment. */
export function dayOf(moment: number): PlainDate {
  const digits = String(Math.floor(moment / 2)).padStart(8, '0');
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return moment % 2 === 1 ? addDays(day, 1) : day;
}

/** The days on which a person counts in a row. */
export interface Period {
  startsOn: Sql;
  /** Null for forever. */
  endsOn: Sql;
  /** Whether it has only some of the days asked for. */
  isPartial: Sql;
  hasDay(day: Sql): Sql;
  /** Whether it surely has all days of a month that are asked for. */
  hasMonth(month: Sql): Sql;
}

/** How a statement about people is split into rows of the answer. */
export interface Parts {
  /** Joined by the person's id. */
  join: Sql;
  /** The key of the row. */
  part: Sql;
  /** The period of the person that counts in the row; null for all of the days. */
  period: Period | null;
  /** 1 on the first period of a person in the row, 0 on others. */
  isFirst: Sql;
}

/** For statements whose rows have a person and their firm. */
export function partsBy(question: Question, userId: Sql, partnerId: Sql): Parts {
  const whole = { join: raw(''), period: null, isFirst: raw('1') };
  switch (question.by) {
    case ResourceGrouping.MONTH:
      return { ...whole, part: sql`${''}` };
    case ResourceGrouping.PERSON:
      return { ...whole, part: userId };
    case ResourceGrouping.PARTNER:
      return { ...whole, part: sql`COALESCE(${partnerId}, 'VENDOR')` };
    case ResourceGrouping.ROLE: {
      const roles = question.filter.role ? sql` AND placed.role IN (${[...question.filter.role]})` : raw('');
      const chosen = chosenBy({ ...question, filter: { ...question.filter, role: null } }, raw('placed.userId'));
      const more = chosen.map((each) => sql` AND ${each}`);
      const rest = more.reduce((text, each) => sql`${text}${each}`, roles);
      return {
        ...whole,
        join: sql`LEFT JOIN (SELECT DISTINCT placed.userId, placed.role ${placedFrom} WHERE ${placedWithin(question)}${rest}) AS grouped ON grouped.userId = ${userId}`,
        part: sql`COALESCE(grouped.role, 'NONE')`,
      };
    }
    case ResourceGrouping.OFFERING:
      return byCertification(question, userId);
  }
}

/** A person's certifications for an offering follow one another, so each is a period of its own. */
function byCertification(question: Question, userId: Sql): Parts {
  const { from, until } = question.within;
  const [issuedOn, expiresOn] = [raw('proof.issuedOn'), raw('proof.expiresOn')];
  const prior = sql`SELECT COUNT(*) FROM certification AS prior WHERE prior.userId = proof.userId AND prior.offeringId = proof.offeringId
    AND prior.status <> ${CertificationStatus.REVOKED} AND prior.issuedOn < proof.issuedOn AND prior.expiresOn >= ${from}`;
  return {
    join: sql`JOIN certification AS proof ON proof.userId = ${userId} AND ${provenWithin(question)}`,
    part: raw('proof.offeringId'),
    period: {
      startsOn: issuedOn,
      endsOn: expiresOn,
      isPartial: sql`(${issuedOn} > ${from} OR ${expiresOn} < ${until})`,
      hasDay: (day) => sql`(${issuedOn} <= ${day} AND (${expiresOn} IS NULL OR ${expiresOn} >= ${day}))`,
      hasMonth: (month) => sql`((${issuedOn} <= ${from} OR SUBSTR(${issuedOn}, 1, 7) < ${month})
        AND (${expiresOn} IS NULL OR ${expiresOn} >= ${until} OR SUBSTR(${expiresOn}, 1, 7) > ${month}))`,
    },
    isFirst: sql`CASE WHEN proof.issuedOn <= ${from} OR (${prior}) = 0 THEN 1 ELSE 0 END`,
  };
}

/** For users as `t`. */
export const partsOfUsers = (question: Question): Parts =>
  partsBy(question, column<User>('id'), column<User>('partnerId'));
