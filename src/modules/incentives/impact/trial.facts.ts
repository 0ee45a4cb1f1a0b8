import { defineFact } from '../../../shared/events/fact';
import { idOf, text } from '../../../shared/events/fact-data';

export const incentiveTrialStarted = defineFact(
  'IncentiveTrialStarted',
  'A user started the trial of an incentive scheme over stored facts.',
  { schemeId: idOf('incentive_scheme') },
);
export const incentiveTrialEnded = defineFact(
  'IncentiveTrialEnded',
  'The trial of an incentive scheme is done, or has failed.',
  { status: text },
);
