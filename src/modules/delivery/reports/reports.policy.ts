import { Role } from '../../../shared/access/viewer';
import { policy } from '../delivery.policy';
import { managesTheProject } from '../projects/projects.policy';
import { staffedProjects } from '../projects/projects.visibility';
import { reportingActions, statusReportActions } from './reports.actions';
import { StatusReport } from './status-report.entity';

policy.allow(statusReportActions.file, reportingActions.reportingSet).to(Role.PROJECT_MANAGER).when(managesTheProject);

policy
  .show(StatusReport)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer));
