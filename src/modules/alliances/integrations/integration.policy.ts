import { Policy } from '../../../shared/access/policy';
import { Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { integrationActions } from './integration.actions';
import { Integration } from './integration.entity';
import { IntegrationTest } from './integration-test.entity';
import { IntegrationStatus } from './integration.lifecycle';

export const policy = new Policy();

policy
  .allow(
    integrationActions.plan,
    integrationActions.update,
    integrationActions.start,
    integrationActions.release,
    integrationActions.retire,
  )
  .to(Role.ECOSYSTEM_MANAGER);
policy.allow(integrationActions.recordTest).to(Role.ECOSYSTEM_MANAGER, Role.OPERATIONS);

// Partners deliver what is released; plans are the vendor's, except for the partner that supports the integration.
const released = (viewer: Viewer) =>
  sql`${column<Integration>('status')} = ${IntegrationStatus.RELEASED} OR ${column<Integration>('supportPartnerId')} = ${viewer.partnerId}`;
policy.show(Integration).toStaff().toPartners(released);
policy
  .show(IntegrationTest)
  .toStaff()
  .toPartners(
    (viewer) =>
      sql`${column<IntegrationTest>('integrationId')} IN (SELECT t.id FROM integration AS t WHERE ${released(viewer)})`,
  );
