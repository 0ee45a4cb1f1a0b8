import { defineFact } from '../../shared/events/fact';
import { idOf, number, oneOf, orNull, text } from '../../shared/events/fact-data';
import { SurveyKind } from './survey-response.entity';

const answer = {
  projectId: idOf('project'),
  partnerId: orNull(idOf('partner')),
  kind: oneOf(SurveyKind),
  score: number,
};

export const surveyResponseRecorded = defineFact(
  'SurveyResponseRecorded',
  "A customer's answer to a survey was recorded.",
  answer,
);
export const surveyResponseUpdated = defineFact(
  'SurveyResponseUpdated',
  'A survey response that no decision had counted was corrected.',
  answer,
);
export const surveyResponseWithdrawn = defineFact(
  'SurveyResponseWithdrawn',
  'A survey response that was recorded by mistake no longer counts.',
  { ...answer, reason: text },
);
