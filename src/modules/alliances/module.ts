import { addUp, type Module } from '../../shared/module';

export const alliances: Module = { name: 'alliances', ...addUp([]) };
