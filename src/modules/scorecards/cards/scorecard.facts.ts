import { defineFact } from '../../../shared/events/fact';
import { day, idOf, orNull, text } from '../../../shared/events/fact-data';

const period = { partnerId: idOf('partner'), startsOn: day, endsOn: day };
const result = { overall: orNull(text), standing: orNull(text) };

export const scorecardComputed = defineFact(
  'ScorecardComputed',
  'The scores of a partner in a calendar period were computed.',
  { ...period, ...result },
);
export const scorecardPublished = defineFact(
  'ScorecardPublished',
  'The scorecard of a partner for a calendar period was published.',
  { ...period, ...result },
);
