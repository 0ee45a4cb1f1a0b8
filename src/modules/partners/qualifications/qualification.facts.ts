import { defineFact } from '../../../shared/events/fact';
import { day, idOf, listOf, text } from '../../../shared/events/fact-data';

const ofQualification = { partnerId: idOf('partner'), offeringId: idOf('offering') };

const step = { ...ofQualification, from: text, to: text };

export const qualificationOpened = defineFact(
  'QualificationOpened',
  'A partner began to qualify for a service offering.',
  ofQualification,
);
export const qualificationAdvanced = defineFact('QualificationAdvanced', 'A qualification passed a gate.', {
  ...step,
  programmeId: idOf('programme'),
  waived: listOf(text),
});
export const qualificationLapsed = defineFact(
  'QualificationLapsed',
  "A qualification's certified members fell below the gate.",
  step,
);
export const qualificationRecovered = defineFact(
  'QualificationRecovered',
  'A lapsed qualification meets the gate again.',
  step,
);
export const qualificationGraceEnding = defineFact(
  'QualificationGraceEnding',
  'The days in which a lapsed qualification can come back to its stage end soon.',
  { ...ofQualification, recoverUntil: day },
);
export const qualificationGraceEnded = defineFact(
  'QualificationGraceEnded',
  'A lapsed qualification was not regained in its days of grace and starts over at its assessment.',
  step,
);
export const qualificationRevoked = defineFact('QualificationRevoked', 'A qualification was taken away.', {
  ...step,
  reason: text,
});
