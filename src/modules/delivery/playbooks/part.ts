import type { ModulePart } from '../../../shared/module';
import './playbooks.relations';
import { SowFromPlaybookResolver } from './sow-from-playbook.resolver';

export const playbooks: ModulePart = {
  resolvers: [SowFromPlaybookResolver],
};
