import { defineFact } from '../../../shared/events/fact';
import { day, idOf, orNull, text } from '../../../shared/events/fact-data';

export const rateSet = defineFact('RateSet', 'The hourly rate of a role from a day on was set.', {
  role: text,
  partnerId: orNull(idOf('partner')),
  projectId: orNull(idOf('project')),
  effectiveOn: day,
});
