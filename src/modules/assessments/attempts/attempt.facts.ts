import { defineFact } from '../../../shared/events/fact';
import { boolean, idOf, orNull, text } from '../../../shared/events/fact-data';

const attemptData = {
  userId: idOf('user'),
  assessmentId: idOf('assessment'),
  offeringId: idOf('offering'),
  partnerId: orNull(idOf('partner')),
};

export const attemptStarted = defineFact('AttemptStarted', 'A person started an exam.', attemptData);
const attemptOutcome = { ...attemptData, scorePercent: text, timedOut: boolean };

export const attemptPassed = defineFact('AttemptPassed', 'A person passed an assessment.', attemptOutcome);
export const attemptFailed = defineFact(
  'AttemptFailed',
  'A person submitted an assessment, or ran out of time, and did not pass.',
  attemptOutcome,
);
