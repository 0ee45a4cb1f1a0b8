import { addUp, type Module } from '../../shared/module';
import { earnedValue } from './earned-value/part';
import { people } from './people/part';
import { forecast } from './forecast/part';
import { standards } from './standards/part';

export const performance: Module = { name: 'performance', ...addUp([earnedValue, people, forecast, standards]) };
