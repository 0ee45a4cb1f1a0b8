import { defineFact } from '../../../shared/events/fact';
import { boolean, idOf, number, oneOf, orNull } from '../../../shared/events/fact-data';
import { IncidentStatus } from './incident.lifecycle';
import { RequirementDecision } from './requirement.entity';
import { RiskOutcome } from './risk.entity';

const ofProject = { projectId: idOf('project'), partnerId: orNull(idOf('partner')) };

export const riskRaised = defineFact('RiskRaised', 'A risk of a project was recorded.', {
  ...ofProject,
  score: number,
});
export const riskUpdated = defineFact('RiskUpdated', 'A risk was reassessed.', { ...ofProject, score: number });
export const riskClosed = defineFact('RiskClosed', 'A risk was closed.', {
  ...ofProject,
  outcome: oneOf(RiskOutcome),
});
export const requirementRaised = defineFact('RequirementRaised', 'A requirement came up during a project.', ofProject);
export const requirementUpdated = defineFact(
  'RequirementUpdated',
  'The description of an open requirement was corrected.',
  ofProject,
);
export const requirementDecided = defineFact('RequirementDecided', 'A requirement was decided on.', {
  ...ofProject,
  decision: oneOf(RequirementDecision),
});
export const incidentOpened = defineFact('IncidentOpened', 'Something went wrong on a project.', {
  ...ofProject,
  severity: number,
});
export const incidentUpdated = defineFact(
  'IncidentUpdated',
  'The description of an incident was corrected before it was resolved.',
  { ...ofProject, severity: number },
);
export const incidentResponded = defineFact('IncidentResponded', 'Someone responded to an incident.', {
  ...ofProject,
  severity: number,
  minutes: number,
  withinTarget: boolean,
});
export const incidentResolved = defineFact('IncidentResolved', 'An incident was resolved.', {
  ...ofProject,
  severity: number,
  minutes: number,
  withinTarget: boolean,
  from: oneOf(IncidentStatus),
});
