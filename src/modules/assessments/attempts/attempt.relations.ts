import { belongsTo } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import { Attempt } from './attempt.entity';

export const relations = [
  belongsTo(Attempt, 'assessment', () => Assessment, {
    key: 'assessmentId',
    description: 'The edition of the assessment.',
  }),
  belongsTo(Attempt, 'user', () => User, { key: 'userId', description: 'The candidate.' }),
];
