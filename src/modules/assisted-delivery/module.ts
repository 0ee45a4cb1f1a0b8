import type { Module } from '../../shared/module';
import { policy } from './assisted-delivery.policy';

export const assistedDelivery: Module = {
  name: 'assisted-delivery',
  entities: [],
  resolvers: [],
  policy,
};
