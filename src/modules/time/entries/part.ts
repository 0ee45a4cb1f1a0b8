import { providerOf } from '../../../shared/access/lookups';
import { checkOf } from '../../../shared/access/steps';
import type { ModulePart } from '../../../shared/module';
import { minutesOnItems } from '../../sow';
import { allocationActions } from '../../projects';
import { assertNothingWorkedAfter } from './allocation-end';
import { recordedMinutes } from './recorded-work.reader';
import { PersonDay } from './person-day.entity';
import { TimeDecisionsResolver } from './time-decisions.resolver';
import { TimeEntry } from './time-entry.entity';
import * as facts from './time.facts';
import { approvedHours } from './time.metrics';
import { policy } from './time.policy';
import { relations } from './time.relations';
import { TimeResolver } from './time.resolver';
import { TimesheetProjectResolver, TimesheetResolver } from './timesheet.resolver';

export const entries: ModulePart = {
  entities: [TimeEntry, PersonDay],
  resolvers: [TimeResolver, TimeDecisionsResolver, TimesheetResolver, TimesheetProjectResolver],
  policies: [policy],
  relations,
  metrics: [approvedHours],
  checks: [checkOf(allocationActions.end, assertNothingWorkedAfter)],
  providers: [providerOf(minutesOnItems, recordedMinutes)],
  facts: Object.values(facts),
};
