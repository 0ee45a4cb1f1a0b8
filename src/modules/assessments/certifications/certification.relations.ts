import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Certification } from './certification.entity';

export const relations = [
  belongsTo(Certification, 'user', () => User, { key: 'userId', description: 'Who is certified.' }),
  belongsTo(Certification, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'What for.' }),
  hasPages(User, 'certifications', () => Certification, {
    key: 'userId',
    orderBy: [{ column: 'issuedOn', direction: 'DESC' }],
    description: "The person's certifications, the newest first.",
  }),
];
