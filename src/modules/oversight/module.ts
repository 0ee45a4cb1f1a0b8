import { addUp, type Module } from '../../shared/module';
import { reports } from './reports/part';
import { health } from './health/part';
import { timeline } from './timeline/part';
import { registers } from './registers/part';
import { closure } from './closure/part';

/** Jobs run in this order: reports that are overdue are told of before they weigh in a project's health. */
export const oversight: Module = { name: 'oversight', ...addUp([reports, health, timeline, registers, closure]) };
