import { addUp, type Module } from '../../shared/module';
import { alliances as ofAlliances } from './alliances/part';
import { integrations } from './integrations/part';
import { jointSolutions } from './joint-solutions/part';
import { products } from './products/part';
import { solutionMap } from './solution-map/part';

const parts = [products, integrations, ofAlliances, jointSolutions, solutionMap];

export const alliances: Module = { name: 'alliances', ...addUp(parts) };
