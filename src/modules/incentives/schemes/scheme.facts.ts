import { defineFact } from '../../../shared/events/fact';
import { day, number } from '../../../shared/events/fact-data';

export const schemeDrafted = defineFact('IncentiveSchemeDrafted', 'An incentive scheme was drafted.');
export const schemeUpdated = defineFact('IncentiveSchemeUpdated', 'The draft of an incentive scheme was changed.');
export const schemeDiscarded = defineFact(
  'IncentiveSchemeDiscarded',
  'The draft of an incentive scheme was discarded.',
);
export const schemePublished = defineFact(
  'IncentiveSchemePublished',
  'An incentive scheme was published, in force from its day on.',
  { number: number, effectiveOn: day },
);
