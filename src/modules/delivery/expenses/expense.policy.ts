import { hasRole, Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import { Expense } from './expense.entity';

policy
  .show(Expense)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('partnerId')} = ${viewer.partnerId}`
      : sql`${column('userId')} = ${viewer.userId}`,
  );
