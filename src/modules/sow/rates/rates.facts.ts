import { defineFact } from '../../../shared/events/fact';
import { day, idOf, orNull, text } from '../../../shared/events/fact-data';

export const rateSet = defineFact('RateSet', 'What an hour of a role costs from a day on was set.', {
  role: text,
  partnerId: orNull(idOf('partner')),
  projectId: orNull(idOf('project')),
  effectiveOn: day,
});
