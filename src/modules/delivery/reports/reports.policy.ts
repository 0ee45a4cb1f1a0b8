import { Role } from '../../../shared/access/viewer';
import { policy } from '../delivery.policy';
import { managesTheProject } from '../projects/projects.policy';
import { staffedProjects } from '../projects/projects.visibility';
import { StatusReport } from './status-report.entity';

policy.allow('statusReport.file', 'project.reportingSet').to(Role.PROJECT_MANAGER).when(managesTheProject);

policy
  .show(StatusReport)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer));
