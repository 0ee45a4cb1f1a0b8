import { addUp, type Module } from '../../shared/module';

export const scorecards: Module = { name: 'scorecards', ...addUp([]) };
