import { on, readFacts } from '../../shared/events/handlers';
import { projectFacts } from '../projects';
import { voidThoseOf } from './assisted-delivery.service';

export const voidWithProject = readFacts('assistedDelivery.voidWithProject', [
  on(projectFacts.projectCancelled, (tx, { subjectId }) =>
    voidThoseOf(tx, { projectId: subjectId }, 'The project was cancelled.'),
  ),
]);

export const voidWithStaffing = readFacts('assistedDelivery.voidWithStaffing', [
  on(projectFacts.partnerUnstaffed, (tx, _, { projectId, partnerId, offeringId }) =>
    voidThoseOf(tx, { projectId, partnerId, offeringId }, 'The partner was removed from the project.'),
  ),
]);
