import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { managesTheProject, staffedProjects } from '../../projects';
import { reportingActions, statusReportActions } from './reports.actions';
import { StatusReport } from './status-report.entity';

export const policy = new Policy();

policy.allow(statusReportActions.file, reportingActions.reportingSet).to(Role.PROJECT_MANAGER).when(managesTheProject);

policy
  .show(StatusReport)
  .toStaff()
  .toPartners((viewer) => staffedProjects(viewer));
