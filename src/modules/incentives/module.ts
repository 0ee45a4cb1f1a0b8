import { addUp, type Module } from '../../shared/module';
import { ledger } from './ledger/part';

export const incentives: Module = { name: 'incentives', ...addUp([ledger]) };
