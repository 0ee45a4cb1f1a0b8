import { addUp, type Module } from '../../shared/module';
import { projects as projectsPart } from './projects/part';
import { allocations } from './allocations/part';
import { calendars } from './calendars/part';

export const projects: Module = { name: 'projects', ...addUp([projectsPart, allocations, calendars]) };
