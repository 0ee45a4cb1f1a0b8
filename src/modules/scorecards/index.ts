export { Scorecard } from './cards/scorecard.entity';
export { ScorecardStatus } from './cards/scorecard.lifecycle';
export * as scorecardBatchesService from './cards/scorecard-batches.service';
export * as scorecardService from './cards/scorecard.service';
export { StandingEffect } from './definitions/definition.entity';
export * as scorecardDefinitionService from './definitions/definition.service';
export { ScorecardPeriod } from './definitions/period.formula';
