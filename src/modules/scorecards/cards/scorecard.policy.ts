import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { scorecardActions } from './scorecard.actions';
import { Scorecard } from './scorecard.entity';
import { ScorecardStatus } from './scorecard.lifecycle';

export const policy = new Policy();

policy.allow(scorecardActions.compute, scorecardActions.publish).to(Role.ECOSYSTEM_MANAGER);
policy
  .show(Scorecard)
  .toStaff()
  .toPartners(
    ({ partnerId }) =>
      sql`${column<Scorecard>('partnerId')} = ${partnerId} AND ${column<Scorecard>('status')} = ${ScorecardStatus.PUBLISHED}`,
  );
