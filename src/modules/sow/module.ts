import { addUp, type Module } from '../../shared/module';
import { content } from './content/part';
import { progress } from './progress/part';
import { revisions } from './revisions/part';
import { playbooks } from './playbooks/part';
import { changeOrders } from './change-orders/part';
import { rates } from './rates/part';
import { papers } from './papers/part';
import { acceptance } from './acceptance/part';

export const sow: Module = {
  name: 'sow',
  ...addUp([content, progress, revisions, playbooks, changeOrders, rates, papers, acceptance]),
};
