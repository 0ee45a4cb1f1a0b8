import type { ModulePart } from '../../../shared/module';
import { certificationsJudge } from './rule-changes.jobs';

/** The consequences of changed rules for people who have passed already. */
export const ruleChanges: ModulePart = {
  jobs: [certificationsJudge],
};
