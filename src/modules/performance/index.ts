export { budgetAtCompletion, FigureGap } from './earned-value/earned-value.formula';
export { publishEarnedValue } from './earned-value/earned-value.publish';
export { costOf, type Performance, performanceOf } from './earned-value/earned-value.reader';
export { UnavailableFigure } from './earned-value/earned-value.types';
export type { PlaybookImprovement } from './standards/playbook-improvement.entity';
export * as playbookImprovementService from './standards/playbook-improvement.service';
export * as standardFacts from './standards/standards.facts';
export * as standardisationService from './standards/standardisation.service';
