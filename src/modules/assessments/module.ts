import type { Module } from '../../shared/module';
import { Assessment } from './assessment.entity';
import { policy } from './assessments.policy';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';
import { certifiedMembers } from './certification.metrics';

export const assessments: Module = {
  name: 'assessments',
  entities: [Assessment, Attempt, Certification],
  resolvers: [],
  policy,
  metrics: [certifiedMembers],
};
