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
  'A delivering qualification no longer meets its gate and has lapsed.',
  step,
);
export const qualificationRecovered = defineFact(
  'QualificationRecovered',
  'A lapsed qualification meets the gate again and has recovered.',
  step,
);
export const qualificationGraceEnding = defineFact(
  'QualificationGraceEnding',
  'The days of grace of a lapsed qualification end soon.',
  { ...ofQualification, recoverUntil: day },
);
export const qualificationGraceEnded = defineFact(
  'QualificationGraceEnded',
  'A lapsed qualification did not recover in its days of grace and starts over at the stage ASSESSMENT.',
  step,
);
export const qualificationRevoked = defineFact('QualificationRevoked', 'A qualification was revoked.', {
  ...step,
  reason: text,
});
