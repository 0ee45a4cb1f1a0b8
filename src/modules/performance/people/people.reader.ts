import { hasRole, isInternal, Role } from '../../../shared/access/viewer';
import type { Reader, Where } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import { type PlainDate, requireRange } from '../../../shared/domain/dates';
import type { User } from '../../identity';
import type { Days } from '../../projects';
import { ResourceParty } from '../../sow';
import type { ResourceFilter } from './people.types';

const maxMonths = 24;

export function rangeOf({ from, to }: { from: PlainDate; to: PlainDate }): Days {
  requireRange(from, to, maxMonths);
  return { from, until: to };
}

/** The people whose figures a viewer sees: everyone, the people of their firm, or only themselves. */
export function peopleFor({ viewer }: Reader): Where<User> {
  if (isInternal(viewer)) return {};
  const { partnerId, userId } = viewer;
  // An anonymous viewer has no id, and sees nobody.
  if (hasRole(viewer, Role.PARTNER_ADMIN)) return { and: [sql`${column<User>('partnerId')} = ${partnerId}`] };
  return { and: [sql`${column<User>('id')} = ${userId}`] };
}

/** The filter's conditions on people, for rows that name a person and their firm. */
export function namedBy(filter: ResourceFilter, idColumn: 'id' | 'userId'): Sql[] {
  const { userId, partnerId, party } = filter;
  return [
    ...(userId ? [sql`${column<{ id: string; userId: string }>(idColumn)} IN (${[...userId]})`] : []),
    ...(partnerId ? [sql`${column<User>('partnerId')} IN (${[...partnerId]})`] : []),
    ...(party === ResourceParty.VENDOR ? [sql`${column<User>('partnerId')} IS NULL`] : []),
    ...(party === ResourceParty.PARTNER ? [sql`${column<User>('partnerId')} IS NOT NULL`] : []),
  ];
}
