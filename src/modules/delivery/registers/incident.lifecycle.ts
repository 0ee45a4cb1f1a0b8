import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum IncidentStatus {
  OPEN = 'OPEN',
  RESPONDED = 'RESPONDED',
  RESOLVED = 'RESOLVED',
}

export type IncidentAction = 'update' | 'respond' | 'resolve';

export const incidentLifecycle = new Lifecycle<IncidentStatus, IncidentAction>(
  'Incident',
  Object.values(IncidentStatus),
  IncidentStatus.OPEN,
  [
    { from: IncidentStatus.OPEN, action: 'update', to: IncidentStatus.OPEN },
    { from: IncidentStatus.RESPONDED, action: 'update', to: IncidentStatus.RESPONDED },
    { from: IncidentStatus.OPEN, action: 'respond', to: IncidentStatus.RESPONDED },
    // What is resolved at once was responded to by that.
    { from: [IncidentStatus.OPEN, IncidentStatus.RESPONDED], action: 'resolve', to: IncidentStatus.RESOLVED },
  ],
);
