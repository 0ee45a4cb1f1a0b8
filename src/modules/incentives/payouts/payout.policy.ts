import { nothing, Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, type Sql, sql } from '../../../shared/database/sql';
import { payoutActions } from './payout.actions';
import { Payout, PayoutLine } from './payout.entity';
import { PayoutStatus } from './payout.lifecycle';

export const policy = new Policy();

policy
  .allow(payoutActions.prepare, payoutActions.approve, payoutActions.markPaid, payoutActions.discard)
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(payoutActions.approve)
  .when(
    (viewer, payout) => viewer.userId === payout.preparedById,
    'own-act',
    'You prepared this payout: another person must approve it.',
  );

const readers = [Role.ECOSYSTEM_MANAGER, Role.OPERATIONS, Role.ANALYST];
/** A payout is the vendor's own business until it is approved. */
const decided = [PayoutStatus.APPROVED, PayoutStatus.PAID];

const forAdministrators = (narrowing: (viewer: Viewer) => Sql) => (viewer: Viewer) =>
  hasRole(viewer, Role.PARTNER_ADMIN) ? narrowing(viewer) : nothing;

policy
  .show(Payout)
  .toStaff(...readers)
  .toPartners(
    forAdministrators(
      (viewer) =>
        sql`${column<Payout>('status')} IN (${decided}) AND EXISTS (SELECT 1 FROM payout_line AS line WHERE line.payoutId = ${column<Payout>('id')} AND line.partnerId = ${viewer.partnerId})`,
    ),
  );
policy
  .show(PayoutLine)
  .toStaff(...readers)
  .toPartners(
    forAdministrators(
      (viewer) =>
        sql`${column<PayoutLine>('partnerId')} = ${viewer.partnerId} AND EXISTS (SELECT 1 FROM payout AS whole WHERE whole.id = ${column<PayoutLine>('payoutId')} AND whole.status IN (${decided}))`,
    ),
  );
