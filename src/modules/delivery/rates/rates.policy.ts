import { Role, type Viewer } from '../../../shared/access/viewer';
import { and, column, or, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { staffedProjects } from '../projects/projects.visibility';
import { Rate } from './rate.entity';

/** What a rate is for: a project, or null for the general rate card. */
type Card = Project | null;

policy
  .allow('rate.set')
  .to(Role.ECOSYSTEM_MANAGER)
  .when((_viewer: Viewer, project: Card) => project === null);
policy
  .allow('rate.set')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, project: Card) => project !== null && managesTheProject(viewer, project));

policy
  .show(Rate)
  .toStaff()
  .toPartners((viewer) =>
    and([
      sql`${column('partnerId')} = ${viewer.partnerId}`,
      or([sql`${column('projectId')} IS NULL`, staffedProjects(viewer)]),
    ]),
  );
