import type { Module } from '../../shared/module';
import { policy } from './partners.policy';

export const partners: Module = {
  name: 'partners',
  entities: [],
  resolvers: [],
  policy,
};
