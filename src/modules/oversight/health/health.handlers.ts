import type { Transaction } from '../../../shared/database/transaction';
import type { Fact } from '../../../shared/events/fact';
import { on, readFacts } from '../../../shared/events/handlers';
import { Project, projectFacts } from '../../projects';
import { sowFacts } from '../../sow';
import * as registerFacts from '../registers/registers.facts';
import * as reportFacts from '../reports/reports.facts';
import { projectOf } from '../timeline/timeline.reader';
import { keepHealth } from './health.service';

/**
 * Facts that affect health and are infrequent. Time is recorded and approved too often for this; the daily job covers
 * it.
 */
const weighty = [
  projectFacts.projectActivated,
  projectFacts.projectLeftWithoutManager,
  projectFacts.projectReassigned,
  projectFacts.projectHeld,
  projectFacts.projectResumed,
  projectFacts.acceptanceRequested,
  projectFacts.projectReturnedToWork,
  projectFacts.projectClosed,
  projectFacts.projectCancelled,
  sowFacts.sowSigned,
  sowFacts.deliverableAccepted,
  sowFacts.deliverableRejected,
  sowFacts.progressRecorded,
  reportFacts.statusReportFiled,
  reportFacts.statusReportOverdue,
  reportFacts.projectReportingSet,
  registerFacts.riskRaised,
  registerFacts.riskUpdated,
  registerFacts.riskClosed,
  registerFacts.incidentOpened,
  registerFacts.incidentResolved,
];

export const healthAssess = readFacts(
  'projectHealthAssess',
  weighty.map((type) => on(type, assess)),
);

async function assess(tx: Transaction, fact: Fact): Promise<void> {
  const projectId = projectOf(fact);
  const project = projectId && (await tx.first(Project, { id: projectId as Project['id'] }));
  // Several facts of the same moment, such as the progress of all scope items, need only one assessment after them.
  if (!project || (project.healthAssessedAt !== null && project.healthAssessedAt > fact.occurredAt)) return;
  await keepHealth(tx, project.id);
}
