import { answerTo } from '../../../shared/access/questions';
import { blockersOf, checkOf } from '../../../shared/access/steps';
import type { ModulePart } from '../../../shared/module';
import { projectActions } from '../projects/projects.actions';
import { firstDayOfStep } from '../projects/step-day';
import { SowDifferenceResolver } from './difference.resolver';
import { ProgressUpdate } from './progress.entity';
import { firstDay, holdAccepted, plannedHours, unaccepted, unsigned } from './project-steps';
import { DeliverableResolver, MilestoneResolver, ScopeItemResolver } from './progress.resolver';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import * as sowFacts from './sow.facts';
import { policy } from './sow.policy';
import { relations } from './sow.relations';
import { SowResolver } from './sow.resolver';
import { closeStatementOfWork } from './sow.handlers';

export const sow: ModulePart = {
  entities: [StatementOfWork, ScopeItem, Deliverable, Milestone, ResourceLine, ProgressUpdate],
  resolvers: [SowResolver, DeliverableResolver, ScopeItemResolver, MilestoneResolver, SowDifferenceResolver],
  policies: [policy],
  relations,
  blockers: [
    blockersOf(projectActions.activate, unsigned),
    blockersOf(projectActions.close, unaccepted),
    blockersOf(projectActions.unstaffPartner, plannedHours),
  ],
  checks: [checkOf(projectActions.close, holdAccepted)],
  answers: [answerTo(firstDayOfStep, firstDay)],
  facts: Object.values(sowFacts),
  factReaders: [closeStatementOfWork],
};
