import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Certification } from './certification.entity';

export const relations = [
  belongsTo(Certification, 'user', () => User, { key: 'userId', description: 'The person who is certified.' }),
  belongsTo(Certification, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering for which the person is certified.',
  }),
  hasPages(User, 'certifications', () => Certification, {
    key: 'userId',
    orderBy: [{ column: 'issuedOn', direction: 'DESC' }],
    description: "The person's certifications, newest first.",
  }),
];
