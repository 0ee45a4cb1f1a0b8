import { addUp, type Module } from '../../shared/module';
import { entries } from './entries/part';
import { transfer } from './transfer/part';
import { costs } from './costs/part';
import { expenses } from './expenses/part';

export const time: Module = { name: 'time', ...addUp([entries, transfer, costs, expenses]) };
