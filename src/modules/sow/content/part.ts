import { providerOf } from '../../../shared/access/lookups';
import { blockersOf, checkOf } from '../../../shared/access/steps';
import type { ModulePart } from '../../../shared/module';
import { firstDayOfStep, projectActions } from '../../projects';
import { firstDay, holdAccepted, plannedHours, unaccepted, unsigned } from './project-steps';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import * as sowFacts from './sow.facts';
import { policy } from './sow.policy';
import { relations } from './sow.relations';
import { SowResolver } from './sow.resolver';
import { closeStatementOfWork } from './sow.handlers';

export const content: ModulePart = {
  entities: [StatementOfWork, ScopeItem, Deliverable, Milestone, ResourceLine],
  resolvers: [SowResolver],
  policies: [policy],
  relations,
  blockers: [
    blockersOf(projectActions.activate, unsigned),
    blockersOf(projectActions.close, unaccepted),
    blockersOf(projectActions.unstaffPartner, plannedHours),
  ],
  checks: [checkOf(projectActions.close, holdAccepted)],
  providers: [providerOf(firstDayOfStep, firstDay)],
  facts: Object.values(sowFacts),
  factReaders: [closeStatementOfWork],
};
