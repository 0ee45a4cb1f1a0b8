import { hasRole, isInternal, Role, type Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { and, column, foundFor, or, raw, type Sql, sql } from '../../../shared/database/sql';
import { type PlainDate, requireRange } from '../../../shared/domain/dates';
import { CertificationStatus } from '../../assessments';
import { User, UserStatus } from '../../identity';
import type { Days } from '../../projects';
import { ResourceParty } from '../../sow';
import { TimeEntryStatus } from '../../time';
import { type ResourceFilter, ResourceGrouping } from './people.types';

/* The conditions on people that the statements about their time share. */

const maxMonths = 24;

export function rangeOf({ from, to }: { from: PlainDate; to: PlainDate }): Days {
  requireRange(from, to, maxMonths);
  return { from, until: to };
}

/** The question of one query, and of one page of its rows. */
export interface Question {
  reader: Reader;
  by: ResourceGrouping;
  within: Days;
  filter: ResourceFilter;
  /** Only these people. */
  userIds?: readonly string[];
  /** Only people of these firms; null is the vendor. */
  firms?: readonly (string | null)[];
}

type IdColumn = 'id' | 'userId';

/** The people whose figures a viewer sees: everyone, the people of their firm, or only themselves. */
export function seenBy(viewer: Viewer, idColumn: IdColumn): Sql[] {
  if (isInternal(viewer)) return [];
  // An anonymous viewer has no id, and sees nobody.
  if (hasRole(viewer, Role.PARTNER_ADMIN)) return [sql`${column<User>('partnerId')} = ${viewer.partnerId}`];
  return [sql`${column<{ id: string; userId: string }>(idColumn)} = ${viewer.userId}`];
}

/** The filter's conditions on people, for rows that name a person and their firm. */
export function namedBy(filter: ResourceFilter, idColumn: IdColumn): Sql[] {
  const { userId, partnerId, party } = filter;
  return [
    ...(userId ? [sql`${column<{ id: string; userId: string }>(idColumn)} IN (${[...userId]})`] : []),
    ...(partnerId ? [sql`${column<User>('partnerId')} IN (${[...partnerId]})`] : []),
    ...(party === ResourceParty.VENDOR ? [sql`${column<User>('partnerId')} IS NULL`] : []),
    ...(party === ResourceParty.PARTNER ? [sql`${column<User>('partnerId')} IS NOT NULL`] : []),
  ];
}

/** All conditions that need only the person and their firm; empty if everybody is meant. */
export function whoOf({ reader, filter, userIds, firms }: Question, idColumn: IdColumn): Sql[] {
  const ids = firms?.filter((each) => each !== null);
  return [
    ...seenBy(reader.viewer, idColumn),
    ...namedBy(filter, idColumn),
    ...(userIds ? [sql`${column<{ id: string; userId: string }>(idColumn)} IN (${[...userIds]})`] : []),
    ...(ids
      ? [
          or([
            sql`${column<User>('partnerId')} IN (${ids})`,
            ...(firms!.includes(null) ? [sql`${column<User>('partnerId')} IS NULL`] : []),
          ]),
        ]
      : []),
  ];
}

/** The same for rows that name only the person. */
export function userIdWho(question: Question): Sql[] {
  const who = whoOf(question, 'id');
  if (who.length === 0) return [];
  return [
    sql`${column<{ userId: string }>('userId')} IN (SELECT ${column<User>('id')} FROM user AS t WHERE ${and(who)})`,
  ];
}

/** The allocations of the days, each up to the end of its project: `placed` and `ended`. */
export function placedWithin({ within }: Question): Sql {
  return sql`placed.startsOn <= ${within.until} AND placed.endsOn >= ${within.from}
    AND (ended.endedOn IS NULL OR (ended.endedOn >= ${within.from} AND ended.endedOn >= placed.startsOn))`;
}

export const placedFrom: Sql = sql`FROM allocation AS placed JOIN project AS ended ON ended.id = placed.projectId`;

/** Certifications that are valid on one of the days. One that has expired since counts until its expiry. */
export function provenWithin({ within, filter }: Question): Sql {
  const { offeringId } = filter;
  const wanted = offeringId ? sql` AND proof.offeringId IN (${[...offeringId]})` : sql``;
  return sql`proof.status <> ${CertificationStatus.REVOKED} AND proof.issuedOn <= ${within.until}
    AND (proof.expiresOn IS NULL OR proof.expiresOn >= ${within.from})${wanted}`;
}

/** The conditions on people that follow from their allocations and certifications. */
export function chosenBy(question: Question, userId: Sql): Sql[] {
  const { role, offeringId } = question.filter;
  return [
    ...(role
      ? [
          sql`${userId} IN (SELECT placed.userId ${placedFrom} WHERE ${placedWithin(question)} AND placed.role IN (${[...role]}))`,
        ]
      : []),
    ...(offeringId
      ? [sql`${userId} IN (SELECT proof.userId FROM certification AS proof WHERE ${provenWithin(question)})`]
      : []),
  ];
}

/**
 * The condition on users that makes them belong to the answer: they deliver (active consultants of the vendor, active
 * members of partners), or were allocated or worked on one of the days.
 */
export function belongs(question: Question): Sql {
  const { by, within } = question;
  const id = column<User>('id');
  const holds = (role: Role) => sql`${column<User>('roles')} LIKE ${`%"${role}"%`}`;
  const delivers = sql`${column<User>('status')} = ${UserStatus.ACTIVE} AND (${holds(Role.CONSULTANT)} OR ${holds(Role.PARTNER_MEMBER)})`;
  const placed = foundFor(sql`SELECT 1 ${placedFrom} WHERE placed.userId = ${id} AND ${placedWithin(question)}`);
  const certified =
    by === ResourceGrouping.OFFERING
      ? sql` AND EXISTS (SELECT 1 FROM certification AS held WHERE held.userId = done.userId AND held.status <> ${CertificationStatus.REVOKED}
          AND held.issuedOn <= done.workedOn AND (held.expiresOn IS NULL OR held.expiresOn >= done.workedOn))`
      : raw('');
  const worked =
    foundFor(sql`SELECT 1 FROM time_entry AS done WHERE done.userId = ${id} AND done.status = ${TimeEntryStatus.APPROVED}
    AND done.workedOn >= ${within.from} AND done.workedOn <= ${within.until}${certified}`);
  return and([
    question.reader.visible(User),
    ...whoOf(question, 'id'),
    or([delivers, placed, worked]),
    ...chosenBy(question, id),
  ]);
}
