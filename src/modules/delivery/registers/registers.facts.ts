import { defineFact } from '../../../shared/events/fact';
import type { IncidentStatus } from './incident.lifecycle';
import type { RequirementDecision } from './requirement.entity';
import type { RiskOutcome } from './risk.entity';

interface OfProject {
  projectId: string;
  partnerId: string | null;
}

export const riskRaised = defineFact<OfProject & { score: number }>('RiskRaised', 'A risk of a project was noted.');
export const riskUpdated = defineFact<OfProject & { score: number }>('RiskUpdated', 'A risk was judged anew.');
export const riskClosed = defineFact<OfProject & { outcome: RiskOutcome }>('RiskClosed', 'A risk came to its end.');
export const requirementRaised = defineFact<OfProject>(
  'RequirementRaised',
  'Something was wanted of a project that nobody had said before.',
);
export const requirementUpdated = defineFact<OfProject>(
  'RequirementUpdated',
  'What was said of an open requirement was corrected.',
);
export const requirementDecided = defineFact<OfProject & { decision: RequirementDecision }>(
  'RequirementDecided',
  'It was decided what becomes of a requirement.',
);
export const incidentOpened = defineFact<OfProject & { severity: number }>(
  'IncidentOpened',
  'Something went wrong in a project.',
);
export const incidentUpdated = defineFact<OfProject & { severity: number }>(
  'IncidentUpdated',
  'What was said of an incident was corrected before it was resolved.',
);
export const incidentResponded = defineFact<OfProject & { severity: number; minutes: number; withinTarget: boolean }>(
  'IncidentResponded',
  'Somebody responded to an incident.',
);
export const incidentResolved = defineFact<
  OfProject & { severity: number; minutes: number; withinTarget: boolean; from: IncidentStatus }
>('IncidentResolved', 'An incident was resolved.');
