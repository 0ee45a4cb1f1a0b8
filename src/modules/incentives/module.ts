import { addUp, type Module } from '../../shared/module';

export const incentives: Module = { name: 'incentives', ...addUp([]) };
