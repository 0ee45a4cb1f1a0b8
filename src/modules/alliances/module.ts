import { addUp, type Module } from '../../shared/module';
import { accountMapping } from './account-mapping/part';
import { alliances as ofAlliances } from './alliances/part';
import { attribution } from './attribution/part';
import { coSell } from './co-sell/part';
import { integrations } from './integrations/part';
import { jointSolutions } from './joint-solutions/part';
import { products } from './products/part';
import { solutionMap } from './solution-map/part';

const parts = [products, integrations, ofAlliances, jointSolutions, solutionMap, coSell, accountMapping, attribution];

export const alliances: Module = { name: 'alliances', ...addUp(parts) };
