import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { scorecardDefinitionActions as steps } from './definition.actions';
import { ScorecardDefinition } from './definition.entity';
import { ScorecardDefinitionStatus } from './definition.lifecycle';

export const policy = new Policy();

policy.allow(steps.draft, steps.update, steps.discard, steps.publish, steps.publishCards).to(Role.ECOSYSTEM_MANAGER);
policy
  .show(ScorecardDefinition)
  .toStaff()
  .toPartners(() => sql`${column<ScorecardDefinition>('status')} = ${ScorecardDefinitionStatus.PUBLISHED}`);
