import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { programmeActions } from './programme.actions';
import { Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.lifecycle';

export const policy = new Policy();

policy
  .allow(programmeActions.draft, programmeActions.update, programmeActions.discard, programmeActions.publish)
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .show(Programme)
  .toStaff()
  .toPartners(() => sql`${column<Programme>('status')} = ${ProgrammeStatus.PUBLISHED}`);
