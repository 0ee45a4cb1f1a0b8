import { addUp, type Module } from '../../shared/module';
import { acceptance } from './acceptance/part';
import { changeOrders } from './change-orders/part';
import { closure } from './closure/part';
import { costs } from './costs/part';
import { expenses } from './expenses/part';
import { forecast } from './forecast/part';
import { health } from './health/part';
import { papers } from './papers/part';
import { playbooks } from './playbooks/part';
import { projects } from './projects/part';
import { rates } from './rates/part';
import { registers } from './registers/part';
import { reports } from './reports/part';
import { resources } from './resources/part';
import { earnedValue } from './sow/earned-value.part';
import { sow } from './sow/part';
import { standards } from './standards/part';
import { time } from './time/part';
import { timeline } from './timeline/part';

/**
 * A folder for each thing that it is about: what each brings stands in its `part.ts`. Jobs run in this order: reports that
 * are overdue are told of before they weigh in a project's health.
 */
const parts = [
  projects,
  sow,
  earnedValue,
  playbooks,
  changeOrders,
  papers,
  acceptance,
  time,
  costs,
  expenses,
  rates,
  resources,
  forecast,
  reports,
  health,
  timeline,
  registers,
  standards,
  closure,
];

export const delivery: Module = { name: 'delivery', ...addUp(parts) };
