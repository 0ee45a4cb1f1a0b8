import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { schemeActions } from './scheme.actions';
import { IncentiveScheme } from './scheme.entity';
import { IncentiveSchemeStatus } from './scheme.lifecycle';

export const policy = new Policy();

policy
  .allow(schemeActions.draft, schemeActions.update, schemeActions.discard, schemeActions.publish)
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .show(IncentiveScheme)
  .toStaff()
  .toPartners(() => sql`${column<IncentiveScheme>('status')} = ${IncentiveSchemeStatus.PUBLISHED}`);
