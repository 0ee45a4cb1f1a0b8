import { Lifecycle } from '../../../shared/domain/lifecycle';
import { incidentActions } from './registers.actions';

export enum IncidentStatus {
  OPEN = 'OPEN',
  RESPONDED = 'RESPONDED',
  RESOLVED = 'RESOLVED',
}

export type IncidentAction = (typeof incidentActions)['update' | 'respond' | 'resolve'];

export const incidentLifecycle = new Lifecycle<IncidentStatus, IncidentAction>(
  'Incident',
  Object.values(IncidentStatus),
  IncidentStatus.OPEN,
  [
    { from: IncidentStatus.OPEN, action: incidentActions.update, to: IncidentStatus.OPEN },
    { from: IncidentStatus.RESPONDED, action: incidentActions.update, to: IncidentStatus.RESPONDED },
    { from: IncidentStatus.OPEN, action: incidentActions.respond, to: IncidentStatus.RESPONDED },
    // Resolving an open incident also counts as the response.
    {
      from: [IncidentStatus.OPEN, IncidentStatus.RESPONDED],
      action: incidentActions.resolve,
      to: IncidentStatus.RESOLVED,
    },
  ],
);
