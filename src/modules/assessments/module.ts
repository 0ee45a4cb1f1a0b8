import type { Module } from '../../shared/module';
import { policy } from './assessments.policy';

export const assessments: Module = {
  name: 'assessments',
  entities: [],
  resolvers: [],
  policy,
};
