import { hasRole, Role, type Viewer } from '../../../../shared/access/viewer';
import { column, sql } from '../../../../shared/database/sql';
import type { User } from '../../../identity';
import { policy } from '../../delivery.policy';
import type { Project } from '../../projects/project.entity';
import { managesTheProject } from '../../projects/projects.policy';
import { TimeImport, TimeImportLine } from './import.entity';
import { TimeImportMapping } from './import-mapping.entity';

/** What is asked of each line: whose time it is, and for which project. */
export interface TimeOfSomebody {
  user: Pick<User, 'id' | 'partnerId'>;
  project: Project;
}

policy.allow('timeImport.start').toSignedIn();
policy.allow('timeImportMapping.save').toSignedIn();
policy
  .allow('timeImportMapping.update', 'timeImportMapping.discard')
  .toSignedIn()
  .when((viewer: Viewer, { savedById }: TimeImportMapping) => viewer.userId === savedById);
policy
  .allow('timeImportMapping.update', 'timeImportMapping.discard')
  .to(Role.PARTNER_ADMIN)
  .when((viewer: Viewer, { partnerId }: TimeImportMapping) => partnerId !== null && viewer.partnerId === partnerId);
policy
  .allow('timeEntry.import')
  .toSignedIn()
  .when((viewer: Viewer, { user }: TimeOfSomebody) => viewer.userId === user.id);
policy
  .allow('timeEntry.import')
  .to(Role.PARTNER_ADMIN)
  .when((viewer: Viewer, { user }: TimeOfSomebody) => user.partnerId !== null && viewer.partnerId === user.partnerId);
policy
  .allow('timeEntry.import')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project }: TimeOfSomebody) => managesTheProject(viewer, project));

policy
  .show(TimeImport)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('partnerId')} = ${viewer.partnerId}`
      : sql`${column('startedById')} = ${viewer.userId}`,
  );
policy
  .show(TimeImportLine)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('importId')} IN (SELECT theirs.id FROM time_import AS theirs WHERE theirs.partnerId = ${viewer.partnerId})`
      : sql`${column('importId')} IN (SELECT theirs.id FROM time_import AS theirs WHERE theirs.startedById = ${viewer.userId})`,
  );
policy
  .show(TimeImportMapping)
  .toStaff()
  .toPartners((viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`);
