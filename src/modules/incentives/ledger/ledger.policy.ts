import { Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { and, column, sql, type Sql } from '../../../shared/database/sql';
import { IncentiveEntry, IncentiveRelease } from './incentive-entry.entity';
import { incentiveActions } from './ledger.actions';

export const policy = new Policy();

policy.allow(incentiveActions.post, incentiveActions.reverse, incentiveActions.release).to(Role.ECOSYSTEM_MANAGER);

/** A PARTNER_ADMIN sees what the firm gets, everybody else what they get themselves. */
function ofTheFirm(viewer: Viewer): Sql {
  const firm = sql`${column<IncentiveEntry>('partnerId')} = ${viewer.partnerId}`;
  if (hasRole(viewer, Role.PARTNER_ADMIN)) return firm;
  return and([firm, sql`${column<IncentiveEntry>('memberId')} = ${viewer.userId}`]);
}

const readers = [Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER, Role.SALES, Role.OPERATIONS, Role.ANALYST];

policy
  .show(IncentiveEntry)
  .toStaff(...readers)
  .toPartners(ofTheFirm);
policy
  .show(IncentiveRelease)
  .toStaff(...readers)
  .toPartners((viewer) => {
    const theirs = hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`entry.partnerId = ${viewer.partnerId}`
      : sql`entry.partnerId = ${viewer.partnerId} AND entry.memberId = ${viewer.userId}`;
    return sql`EXISTS (SELECT 1 FROM incentive_entry AS entry WHERE entry.id = ${column<IncentiveRelease>('entryId')} AND ${theirs})`;
  });
