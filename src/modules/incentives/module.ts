import { addUp, type Module } from '../../shared/module';
import { appeals } from './appeals/part';
import { funds } from './funds/part';
import { impact } from './impact/part';
import { ledger } from './ledger/part';
import { payouts } from './payouts/part';
import { sanctions } from './sanctions/part';
import { schemes } from './schemes/part';

export const incentives: Module = {
  name: 'incentives',
  ...addUp([schemes, impact, ledger, payouts, sanctions, appeals, funds]),
};
