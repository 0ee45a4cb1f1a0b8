import { addUp, type Module } from '../../shared/module';

export const relationship: Module = { name: 'relationship', ...addUp([]) };
