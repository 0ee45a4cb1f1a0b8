import { defineFact } from '../../../shared/events/fact';
import { day, idOf, listOf, number, oneOf, orNull, text } from '../../../shared/events/fact-data';
import { AllianceReviewDecision } from './alliance-review.entity';
import { AllianceStage } from './alliance.lifecycle';

const alliance = { allianceId: idOf('alliance') };

export const allianceCreated = defineFact('AllianceCreated', 'An alliance of the owners of products was recorded.', {
  productIds: listOf(idOf('product')),
});
export const allianceUpdated = defineFact('AllianceUpdated', 'The description or products of an alliance changed.', {
  productIds: listOf(idOf('product')),
});
export const allianceAdvanced = defineFact('AllianceAdvanced', 'An alliance advanced to its next stage.', {
  from: oneOf(AllianceStage),
  to: oneOf(AllianceStage),
});
export const allianceAdjusted = defineFact('AllianceAdjusted', 'A review sent an alliance back to VALUE_CREATION.', {
  from: oneOf(AllianceStage),
});
export const allianceExited = defineFact(
  'AllianceExited',
  'An alliance ended; its agreed exit strategy is carried out by its obligations.',
  { from: oneOf(AllianceStage), reason: text, obligations: number },
);
export const allianceReviewDue = defineFact('AllianceReviewDue', 'The review of an alliance is due soon.', {
  dueOn: day,
});
export const allianceReviewOverdue = defineFact('AllianceReviewOverdue', 'The review of an alliance is overdue.', {
  dueOn: day,
});
export const exitStrategyDrafted = defineFact(
  'ExitStrategyDrafted',
  'An exit strategy of an alliance was drafted.',
  alliance,
);
export const exitStrategyUpdated = defineFact(
  'ExitStrategyUpdated',
  'The draft of an exit strategy was replaced.',
  alliance,
);
export const exitStrategyDiscarded = defineFact(
  'ExitStrategyDiscarded',
  'The draft of an exit strategy was discarded.',
  { ...alliance, reason: text },
);
export const exitStrategyAgreed = defineFact('ExitStrategyAgreed', 'The parties agreed on an exit strategy.', {
  ...alliance,
  agreedOn: day,
  supersededId: orNull(idOf('exit_strategy')),
});
export const exitObligationCompleted = defineFact(
  'ExitObligationCompleted',
  'An obligation after the exit from an alliance was fulfilled.',
  alliance,
);
export const exitObligationReopened = defineFact(
  'ExitObligationReopened',
  'An obligation after the exit from an alliance was opened again, because it was not fulfilled.',
  { ...alliance, reason: text },
);
export const allianceReviewOpened = defineFact('AllianceReviewOpened', 'A review of an alliance was opened.', alliance);
export const allianceReviewUpdated = defineFact(
  'AllianceReviewUpdated',
  'The answers of a review of an alliance were replaced.',
  alliance,
);
export const allianceReviewDecided = defineFact('AllianceReviewDecided', 'A review of an alliance was decided.', {
  ...alliance,
  decision: oneOf(AllianceReviewDecision),
  reason: text,
});
