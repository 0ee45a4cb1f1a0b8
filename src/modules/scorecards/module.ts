import { addUp, type Module } from '../../shared/module';
import { backTests } from './back-test/part';
import { cards } from './cards/part';
import { definitions } from './definitions/part';

export const scorecards: Module = { name: 'scorecards', ...addUp([definitions, cards, backTests]) };
