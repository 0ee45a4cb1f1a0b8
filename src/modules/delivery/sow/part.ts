import type { ModulePart } from '../../../shared/module';
import { SowDifferenceResolver } from './difference.resolver';
import { EarnedValueResolver, ProjectEarnedValueResolver } from './earned-value.resolver';
import { ProgressUpdate } from './progress.entity';
import { DeliverableResolver, MilestoneResolver, ScopeItemResolver } from './progress.resolver';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import * as sowFacts from './sow.facts';
import './sow.policy';
import './sow.relations';
import { SowResolver } from './sow.resolver';
import { closeWithProject } from './sow.service';

export const sow: ModulePart = {
  entities: [StatementOfWork, ScopeItem, Deliverable, Milestone, ResourceLine, ProgressUpdate],
  resolvers: [
    SowResolver,
    DeliverableResolver,
    ScopeItemResolver,
    MilestoneResolver,
    ProjectEarnedValueResolver,
    EarnedValueResolver,
    SowDifferenceResolver,
  ],
  facts: Object.values(sowFacts),
  factReaders: [closeWithProject],
};
