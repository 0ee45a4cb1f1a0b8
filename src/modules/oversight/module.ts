import { addUp, type Module } from '../../shared/module';
import { reports } from './reports/part';
import { health } from './health/part';
import { timeline } from './timeline/part';
import { registers } from './registers/part';
import { closure } from './closure/part';

/** Jobs run in this order: overdue reports are announced before they count in the health of their project. */
export const oversight: Module = { name: 'oversight', ...addUp([reports, health, timeline, registers, closure]) };
