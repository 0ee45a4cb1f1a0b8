import { defineFact } from '../../../shared/events/fact';
import { day, idOf, orNull, text } from '../../../shared/events/fact-data';

export const allocationCreated = defineFact('AllocationCreated', 'A person was allocated to a project.', {
  projectId: idOf('project'),
  userId: idOf('user'),
  partnerId: orNull(idOf('partner')),
});
const allocationMoved = {
  projectId: idOf('project'),
  userId: idOf('user'),
  partnerId: orNull(idOf('partner')),
  endsOn: day,
  before: text,
};
export const allocationExtended = defineFact(
  'AllocationExtended',
  "A person's allocation to a project was extended.",
  allocationMoved,
);
export const allocationEnded = defineFact(
  'AllocationEnded',
  "A person's allocation to a project was shortened.",
  allocationMoved,
);
