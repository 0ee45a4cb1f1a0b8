import { defineFact } from '../../../shared/events/fact';
import { day, number } from '../../../shared/events/fact-data';

export const programmeDrafted = defineFact('ProgrammeDrafted', 'A partner programme was drafted.');
export const programmeUpdated = defineFact('ProgrammeUpdated', 'The draft of a partner programme was changed.');
export const programmeDiscarded = defineFact('ProgrammeDiscarded', 'The draft of a partner programme was discarded.');
export const programmePublished = defineFact(
  'ProgrammePublished',
  'A partner programme was published, in force from its day on.',
  { number: number, effectiveOn: day },
);
