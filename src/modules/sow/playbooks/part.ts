import type { ModulePart } from '../../../shared/module';
import { relations } from './playbooks.relations';
import { SowFromPlaybookResolver } from './sow-from-playbook.resolver';

export const playbooks: ModulePart = {
  resolvers: [SowFromPlaybookResolver],
  relations,
};
