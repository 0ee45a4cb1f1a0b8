import { addUp, type Module } from '../../shared/module';
import { alliances as ofAlliances } from './alliances/part';
import { integrations } from './integrations/part';
import { jointSolutions } from './joint-solutions/part';
import { products } from './products/part';

const parts = [products, integrations, ofAlliances, jointSolutions];

export const alliances: Module = { name: 'alliances', ...addUp(parts) };
