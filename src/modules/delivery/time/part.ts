import { answerTo } from '../../../shared/access/questions';
import { checkOf } from '../../../shared/access/steps';
import type { ModulePart } from '../../../shared/module';
import { minutesOnItems } from '../change-orders/taken-out.reader';
import { allocationActions } from '../projects/projects.actions';
import { assertNothingWorkedAfter } from './allocation-end';
import { recordedMinutes } from './recorded-work.reader';
import { PersonDay } from './person-day.entity';
import { TimeDecisionsResolver } from './time-decisions.resolver';
import { TimeEntry } from './time-entry.entity';
import * as timeFacts from './time.facts';
import { policy as timePolicy } from './time.policy';
import { relations as timeRelations } from './time.relations';
import { TimeResolver } from './time.resolver';
import { TimesheetProjectResolver, TimesheetResolver } from './timesheet.resolver';
import { TimeExportResolver } from './transfer/export.resolver';
import { TimeImport, TimeImportLine } from './transfer/import.entity';
import * as timeImportFacts from './transfer/import.facts';
import { policy as timeImportPolicy } from './transfer/import.policy';
import { relations as timeImportRelations } from './transfer/import.relations';
import { TimeImportMapping } from './transfer/import-mapping.entity';
import { TimeImportMappingResolver } from './transfer/import-mapping.resolver';
import { TimeImportResolver } from './transfer/import.resolver';
import { beginImports } from './transfer/import.handlers';
import { timeRoutes } from './transfer/transfer.routes';

export const time: ModulePart = {
  entities: [TimeEntry, PersonDay, TimeImport, TimeImportLine, TimeImportMapping],
  resolvers: [
    TimeResolver,
    TimeDecisionsResolver,
    TimesheetResolver,
    TimesheetProjectResolver,
    TimeImportResolver,
    TimeImportMappingResolver,
    TimeExportResolver,
  ],
  policies: [timePolicy, timeImportPolicy],
  relations: [...timeRelations, ...timeImportRelations],
  checks: [checkOf(allocationActions.end, assertNothingWorkedAfter)],
  answers: [answerTo(minutesOnItems, recordedMinutes)],
  facts: [...Object.values(timeFacts), ...Object.values(timeImportFacts)],
  factReaders: [beginImports],
  routes: timeRoutes,
};
