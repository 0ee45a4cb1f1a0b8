import { defineFact } from '../../../shared/events/fact';
import { boolean, day, idOf, oneOf, orNull, text } from '../../../shared/events/fact-data';
import { SanctionSeverity } from '../schemes/scheme.types';
import { SanctionEffect } from './sanction.terms';

const against = {
  partnerId: idOf('partner'),
  offeringId: orNull(idOf('offering')),
  severity: oneOf(SanctionSeverity),
  effect: oneOf(SanctionEffect),
};

export const sanctionProposed = defineFact('SanctionProposed', 'A sanction was proposed; the partner can answer.', {
  ...against,
  safety: boolean,
  responseDueOn: orNull(day),
});
export const sanctionUpdated = defineFact(
  'SanctionUpdated',
  'A proposed sanction was changed; the response period began again.',
  { ...against, safety: boolean, responseDueOn: orNull(day) },
);
export const sanctionAnswered = defineFact('SanctionAnswered', 'A partner answered a proposed sanction.', against);
export const sanctionWithdrawn = defineFact('SanctionWithdrawn', 'A proposed sanction was given up.', {
  ...against,
  reason: text,
});
export const sanctionImposed = defineFact('SanctionImposed', 'A sanction came into force.', {
  ...against,
  reason: text,
  endsOn: orNull(day),
  appealDueOn: day,
});
export const sanctionCleared = defineFact('SanctionCleared', 'A sanction was lifted before its end.', {
  ...against,
  reason: text,
});
export const sanctionExpired = defineFact('SanctionExpired', 'The last day of a sanction is over.', against);
export const sanctionOverturned = defineFact('SanctionOverturned', 'An appeal against a sanction was upheld.', {
  ...against,
  reason: text,
});

const onPlan = { partnerId: idOf('partner'), sanctionId: idOf('sanction'), dueOn: day };

export const correctiveActionAdded = defineFact(
  'CorrectiveActionAdded',
  'An action was added to the corrective plan of a sanction.',
  onPlan,
);
export const correctiveActionUpdated = defineFact(
  'CorrectiveActionUpdated',
  'An open action of a corrective plan was changed.',
  onPlan,
);
export const correctiveActionCompleted = defineFact(
  'CorrectiveActionCompleted',
  'An action of a corrective plan was done, and waits for its confirmation.',
  onPlan,
);
export const correctiveActionConfirmed = defineFact(
  'CorrectiveActionConfirmed',
  'An action of a corrective plan was confirmed.',
  onPlan,
);
export const correctiveActionSentBack = defineFact(
  'CorrectiveActionSentBack',
  'An action of a corrective plan was not done sufficiently, and is open again.',
  { ...onPlan, reason: text },
);
export const correctiveActionDropped = defineFact(
  'CorrectiveActionDropped',
  'An action of a corrective plan is no longer asked for.',
  { ...onPlan, reason: text },
);
export const correctiveActionOverdue = defineFact(
  'CorrectiveActionOverdue',
  'The due date of an action of a corrective plan has passed, and it is not done.',
  onPlan,
);
