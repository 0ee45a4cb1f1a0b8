import type { ModulePart } from '../../../shared/module';
import { certificationsJudge } from './rule-changes.jobs';

/** What follows for those who have passed when the rules of an offering change. */
export const ruleChanges: ModulePart = {
  jobs: [certificationsJudge],
};
