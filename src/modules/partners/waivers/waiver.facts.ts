import { defineFact } from '../../../shared/events/fact';
import { idOf, text } from '../../../shared/events/fact-data';

export const gateCriterionWaived = defineFact(
  'GateCriterionWaived',
  'A criterion of a gate was waived for one partner or qualification.',
  { partnerId: idOf('partner'), gate: text, code: text, reason: text },
);
export const gateWaiverRevoked = defineFact('GateWaiverRevoked', 'The waiver of a criterion was revoked.', {
  partnerId: idOf('partner'),
  gate: text,
  code: text,
  reason: text,
});
