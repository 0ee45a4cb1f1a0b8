import type { ModulePart } from '../../../shared/module';
import { TimeExportResolver } from './export.resolver';
import { TimeImport, TimeImportLine } from './import.entity';
import * as facts from './import.facts';
import { policy } from './import.policy';
import { relations } from './import.relations';
import { TimeImportMapping } from './import-mapping.entity';
import { TimeImportMappingResolver } from './import-mapping.resolver';
import { TimeImportResolver } from './import.resolver';
import { beginImports } from './import.handlers';
import { timeRoutes } from './transfer.routes';

export const transfer: ModulePart = {
  entities: [TimeImport, TimeImportLine, TimeImportMapping],
  resolvers: [TimeImportResolver, TimeImportMappingResolver, TimeExportResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
  factReaders: [beginImports],
  routes: timeRoutes,
};
