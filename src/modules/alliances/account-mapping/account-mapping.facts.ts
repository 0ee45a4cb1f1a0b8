import { defineFact } from '../../../shared/events/fact';
import { idOf, oneOf, text } from '../../../shared/events/fact-data';
import { AccountPopulation, MappingSide } from './account-mapping.formula';

/** Facts say which side acted, never how many accounts it has. */
const bySide = { partnerId: idOf('partner'), side: oneOf(MappingSide) };

export const accountMappingProposed = defineFact(
  'AccountMappingProposed',
  'A side proposed to compare accounts.',
  bySide,
);
export const accountMappingAccepted = defineFact(
  'AccountMappingAccepted',
  'Both sides agree to compare accounts.',
  bySide,
);
export const accountMappingDeclined = defineFact('AccountMappingDeclined', 'The comparison of accounts was declined.', {
  ...bySide,
  reason: text,
});
export const accountMappingWithdrawn = defineFact(
  'AccountMappingWithdrawn',
  'The proposal to compare accounts was withdrawn.',
  bySide,
);
export const accountMappingLevelsSet = defineFact(
  'AccountMappingLevelsSet',
  'A side changed how much of its accounts it shares.',
  bySide,
);
export const accountMappingAccountsChanged = defineFact(
  'AccountMappingAccountsChanged',
  'A side recorded accounts of a population.',
  { ...bySide, population: oneOf(AccountPopulation) },
);
export const accountMappingRevoked = defineFact(
  'AccountMappingRevoked',
  'A side revoked its consent, and all recorded accounts were deleted.',
  { ...bySide, reason: text },
);
