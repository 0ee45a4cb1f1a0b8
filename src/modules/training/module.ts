import type { Module } from '../../shared/module';
import { policy } from './training.policy';

export const training: Module = {
  name: 'training',
  entities: [],
  resolvers: [],
  policy,
};
