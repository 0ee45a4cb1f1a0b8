import { Policy } from '../../../shared/access/policy';
import { hasRole, Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { managesTheProject } from '../../projects';
import { importedTimeActions, timeImportActions, timeImportMappingActions } from './import.actions';
import { TimeImport, TimeImportLine } from './import.entity';
import { TimeImportMapping } from './import-mapping.entity';

export const policy = new Policy();

policy.allow(timeImportActions.start).toSignedIn();
policy.allow(timeImportMappingActions.save).toSignedIn();
policy
  .allow(timeImportMappingActions.update, timeImportMappingActions.discard)
  .toSignedIn()
  .when((viewer, { savedById }) => viewer.userId === savedById);
policy
  .allow(timeImportMappingActions.update, timeImportMappingActions.discard)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { partnerId }) => partnerId !== null && viewer.partnerId === partnerId);
policy
  .allow(importedTimeActions.import)
  .toSignedIn()
  .when((viewer, { user }) => viewer.userId === user.id);
policy
  .allow(importedTimeActions.import)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, { user }) => user.partnerId !== null && viewer.partnerId === user.partnerId);
policy
  .allow(importedTimeActions.import)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));

policy
  .show(TimeImport)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<TimeImport>('partnerId')} = ${viewer.partnerId}`
      : sql`${column<TimeImport>('startedById')} = ${viewer.userId}`,
  );
policy
  .show(TimeImportLine)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<TimeImportLine>('importId')} IN (SELECT theirs.id FROM time_import AS theirs WHERE theirs.partnerId = ${viewer.partnerId})`
      : sql`${column<TimeImportLine>('importId')} IN (SELECT theirs.id FROM time_import AS theirs WHERE theirs.startedById = ${viewer.userId})`,
  );
policy
  .show(TimeImportMapping)
  .toStaff()
  .toPartners((viewer) => sql`${column<TimeImportMapping>('partnerId')} = ${viewer.partnerId}`);
