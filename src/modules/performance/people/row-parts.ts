import { column, raw, type Sql, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import type { User } from '../../identity';
import { chosenBy, placedFrom, placedWithin, provenWithin, type Question } from './people.reader';
import { ResourceGrouping } from './people.types';

/*
 * A moment in SQL is a text: a day, meaning its beginning, or a day and `+`, meaning its end. Texts compare in the order
 * of time, and no engine needs to add days. A period contains its beginning, not its end.
 */

export const beginningOf = (day: Sql): Sql => sql`CONCAT(${day}, '')`;
export const endOf = (day: Sql): Sql => sql`CONCAT(${day}, '+')`;
export const later = (one: Sql, other: Sql): Sql => sql`CASE WHEN ${one} > ${other} THEN ${one} ELSE ${other} END`;
export const earlier = (one: Sql, other: Sql): Sql => sql`CASE WHEN ${one} < ${other} THEN ${one} ELSE ${other} END`;

/** The day that begins at a moment. */
export function dayOf(moment: string): PlainDate {
  return moment.endsWith('+') ? addDays(moment.slice(0, -1), 1) : moment;
}

/** How a statement about people is split into rows of the answer. */
export interface Parts {
  /** Joined by the person's id. */
  join: Sql;
  /** The key of the row. */
  part: Sql;
  /** The period of the person that counts in the row; null for all of the days. */
  period: { begins: Sql; ends: Sql } | null;
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
      return {
        join: sql`JOIN (${certifiedPeriods(question)}) AS grouped ON grouped.userId = ${userId}`,
        part: raw('grouped.offeringId'),
        period: { begins: raw('grouped.begins'), ends: raw('grouped.ends') },
        isFirst: sql`CASE WHEN grouped.earlier IS NULL THEN 1 ELSE 0 END`,
      };
  }
}

/**
 * The periods in which people are certified for an offering, cut to the days asked for. Where certifications overlap, the
 * later one begins at the end of the earlier ones.
 */
function certifiedPeriods(question: Question): Sql {
  const { within } = question;
  const forever = '9999-12-31';
  const prior = sql`PARTITION BY proof.userId, proof.offeringId ORDER BY proof.issuedOn, proof.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING`;
  const known = sql`MAX(COALESCE(proof.expiresOn, ${forever})) OVER (${prior})`;
  const issued = later(beginningOf(raw('valid.issuedOn')), sql`${within.from}`);
  const free = endOf(raw('valid.earlier'));
  const expires = sql`CASE WHEN valid.expiresOn IS NULL OR valid.expiresOn > ${within.until} THEN ${`${within.until}+`} ELSE ${endOf(raw('valid.expiresOn'))} END`;
  return sql`SELECT period.userId, period.offeringId, period.begins, period.ends, period.earlier FROM (
      SELECT valid.userId, valid.offeringId, valid.earlier,
        CASE WHEN valid.earlier IS NULL THEN ${issued} ELSE ${later(free, issued)} END AS begins, ${expires} AS ends
      FROM (SELECT proof.userId, proof.offeringId, proof.issuedOn, proof.expiresOn, ${known} AS earlier
        FROM certification AS proof WHERE ${provenWithin(question)}) AS valid) AS period
    WHERE period.begins < period.ends`;
}

/** For users as `t`. */
export const partsOfUsers = (question: Question): Parts =>
  partsBy(question, column<User>('id'), column<User>('partnerId'));
