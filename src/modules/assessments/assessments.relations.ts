import { belongsTo, hasMany, hasPages } from '../../shared/graphql/relations';
import { ServiceOffering } from '../catalog';
import { User } from '../identity';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';

belongsTo(Assessment, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'What it belongs to.' });
hasMany(ServiceOffering, 'assessments', () => Assessment, {
  key: 'offeringId',
  where: { status: AssessmentStatus.PUBLISHED },
  orderBy: [{ column: 'createdAt' }],
  description: 'The assessments that are published now, the oldest first.',
});
belongsTo(Attempt, 'assessment', () => Assessment, { key: 'assessmentId', description: 'What is taken.' });
belongsTo(Attempt, 'user', () => User, { key: 'userId', description: 'Who takes it.' });
belongsTo(Certification, 'user', () => User, { key: 'userId', description: 'Who is certified.' });
belongsTo(Certification, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'What for.' });
hasPages(User, 'certifications', () => Certification, {
  key: 'userId',
  orderBy: [{ column: 'issuedOn', direction: 'DESC' }],
  description: "The person's certifications, the newest first.",
});
