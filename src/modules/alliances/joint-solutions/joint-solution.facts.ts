import { defineFact } from '../../../shared/events/fact';
import { idOf, text } from '../../../shared/events/fact-data';

const alliance = { allianceId: idOf('alliance') };

export const jointSolutionDrafted = defineFact(
  'JointSolutionDrafted',
  'A joint solution of an alliance was drafted.',
  alliance,
);
export const jointSolutionUpdated = defineFact(
  'JointSolutionUpdated',
  'The content of a drafted joint solution was replaced.',
  alliance,
);
export const jointSolutionOffered = defineFact('JointSolutionOffered', 'A joint solution was offered.', alliance);
export const jointSolutionWithdrawn = defineFact(
  'JointSolutionWithdrawn',
  'A joint solution was withdrawn, or its draft discarded.',
  {
    ...alliance,
    reason: text,
  },
);
