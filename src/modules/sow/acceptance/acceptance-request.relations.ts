import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Project } from '../../projects';
import { AcceptanceRequest } from './acceptance-request.entity';

export const relations = [
  hasPages(Project, 'acceptanceRequests', () => AcceptanceRequest, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description:
      "The links through which the customer's contacts decide on deliverables, newest first; empty for partner roles.",
  }),
  belongsTo(AcceptanceRequest, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that the deliverables belong to.',
  }),
  belongsTo(AcceptanceRequest, 'requestedBy', () => User, {
    key: 'requestedById',
    description: 'The user who created the link.',
  }),
];
