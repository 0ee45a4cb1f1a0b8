import { actions, actionsOn } from '../../shared/domain/action';
import type { Agreement } from './agreement.entity';
import type { OnboardingItem } from './onboarding.entity';
import type { Partner } from './partner.entity';
import type { Programme } from './programme.entity';
import type { Qualification } from './qualification.entity';
import type { TierReview } from './tier-review.entity';
import type { GateWaiver } from './waiver.entity';

export const partnerActions = {
  ...actions('partner', 'apply'),
  ...actionsOn<Partner>()(
    'partner',
    'startOnboarding',
    'reject',
    'admit',
    'suspend',
    'reinstate',
    'terminate',
    'update',
    'updateFirm',
  ),
};

export const memberActions = actionsOn<Partner>()('member', 'invite');

export const partnerFigureActions = actionsOn<Partner>()('partnerFigure', 'report');

export const onboardingItemActions = actionsOn<OnboardingItem>()(
  'onboardingItem',
  'submit',
  'accept',
  'sendBack',
  'withdraw',
);

export const agreementActions = actionsOn<Agreement>()(
  'agreement',
  'renew',
  'resubmit',
  'accept',
  'sendBack',
  'replace',
  'expire',
);

export const programmeActions = {
  ...actions('programme', 'draft'),
  ...actionsOn<Programme>()('programme', 'update', 'discard', 'publish'),
};

export const qualificationActions = {
  ...actionsOn<Partner>()('qualification', 'open'),
  ...actionsOn<Qualification>()(
    'qualification',
    'advance',
    'revoke',
    'lapse',
    'resumeAssisted',
    'resumeIndependent',
    'startOver',
  ),
};

export const gateCriterionActions = actionsOn<Partner | Qualification>()('gateCriterion', 'waive');

export const waiverActions = actionsOn<GateWaiver>()('waiver', 'revoke');

export const tierReviewActions = {
  ...actionsOn<Partner>()('tierReview', 'open'),
  ...actionsOn<TierReview>()('tierReview', 'decide', 'cancel'),
};
