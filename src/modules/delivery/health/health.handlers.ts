import type { FactReader } from '../../../shared/events/relay';
import { Project } from '../projects/project.entity';
import { projectOf } from '../timeline/timeline.reader';
import { keepHealth } from './health.service';

/**
 * Assesses a project anew when something happened on it that weighs, and happens seldom. Time is recorded and approved far
 * too often for that: what comes of it is found by the daily job.
 */
export const healthAssess: FactReader = {
  name: 'projectHealthAssess',
  types: [
    'ProjectActivated',
    'ProjectLeftWithoutManager',
    'ProjectReassigned',
    'ProjectHeld',
    'ProjectResumed',
    'AcceptanceRequested',
    'ProjectReturnedToWork',
    'ProjectClosed',
    'ProjectCancelled',
    'SowSigned',
    'DeliverableAccepted',
    'DeliverableRejected',
    'ProgressRecorded',
    'StatusReportFiled',
    'StatusReportOverdue',
    'ProjectReportingSet',
    'RiskRaised',
    'RiskUpdated',
    'RiskClosed',
    'IncidentOpened',
    'IncidentResolved',
  ],
  async read(tx, fact) {
    const projectId = projectOf(fact);
    const project = projectId && (await tx.first(Project, { id: projectId as Project['id'] }));
    // Several facts of one moment, such as the progress of all scope items, need one assessment after them.
    if (!project || (project.healthAssessedAt !== null && project.healthAssessedAt > fact.occurredAt)) return;
    await keepHealth(tx, project.id);
  },
};
