import { belongsTo, hasMany } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';

export const relations = [
  belongsTo(Assessment, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering that it belongs to.',
  }),
  hasMany(ServiceOffering, 'assessments', () => Assessment, {
    key: 'offeringId',
    where: { status: AssessmentStatus.PUBLISHED },
    orderBy: [{ column: 'createdAt' }],
    description: 'The published assessments, oldest first.',
  }),
];
