import type { Module } from '../../shared/module';
import { policy } from './delivery.policy';

export const delivery: Module = {
  name: 'delivery',
  entities: [],
  resolvers: [],
  policy,
};
