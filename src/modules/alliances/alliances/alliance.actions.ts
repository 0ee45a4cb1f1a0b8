import { actions, actionsOn } from '../../../shared/domain/action';
import type { Alliance } from './alliance.entity';
import type { AllianceReview } from './alliance-review.entity';
import type { ExitObligation } from './exit-obligation.entity';
import type { ExitStrategy } from './exit-strategy.entity';

/** `adjust` follows from a review. */
export const allianceActions = {
  ...actions('alliance', 'create'),
  ...actionsOn<Alliance>()('alliance', 'update', 'advance', 'exit', 'adjust', 'draftExitStrategy', 'openReview'),
};

/** `supersede` follows from the agreement on the next one. */
export const exitStrategyActions = actionsOn<ExitStrategy>()('exitStrategy', 'update', 'discard', 'agree', 'supersede');

export const exitObligationActions = actionsOn<ExitObligation>()('exitObligation', 'complete', 'reopen');

export const allianceReviewActions = actionsOn<AllianceReview>()('allianceReview', 'update', 'decide');
