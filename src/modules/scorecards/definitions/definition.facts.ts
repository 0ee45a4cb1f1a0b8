import { defineFact } from '../../../shared/events/fact';
import { day, number } from '../../../shared/events/fact-data';

export const scorecardDefinitionDrafted = defineFact(
  'ScorecardDefinitionDrafted',
  'A scorecard definition was drafted.',
);
export const scorecardDefinitionUpdated = defineFact(
  'ScorecardDefinitionUpdated',
  'The draft of a scorecard definition was changed.',
);
export const scorecardDefinitionDiscarded = defineFact(
  'ScorecardDefinitionDiscarded',
  'The draft of a scorecard definition was discarded.',
);
export const scorecardDefinitionPublished = defineFact(
  'ScorecardDefinitionPublished',
  'A scorecard definition was published, in force from its day on.',
  { number: number, effectiveOn: day },
);
