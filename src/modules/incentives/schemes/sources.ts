import type { IncentiveSource } from './source';
import * as people from './sources/people';
import * as projects from './sources/projects';

/**
 * Everything that a rule can reward or penalize. A module that comes later adds a file of its sources; its facts must
 * come from a module above this one.
 */
export const incentiveSources: readonly IncentiveSource[] = [
  people.certificationEarned,
  people.assistedDeliveryPassed,
  people.assistedDeliveryFailed,
  projects.milestoneAccepted,
  projects.deliverableRejected,
  projects.changeOrderCaused,
  projects.incidentOpened,
  projects.incidentResolved,
  projects.statusReportFiled,
  projects.statusReportOverdue,
  projects.projectClosed,
  projects.satisfactionRecorded,
  people.improvementAccepted,
  people.improvementReleased,
];
