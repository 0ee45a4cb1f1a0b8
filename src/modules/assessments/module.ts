import { addUp, type Module } from '../../shared/module';
import { assessmentEditions } from './assessments/part';
import { attempts } from './attempts/part';
import { badges } from './badges/part';
import { certifications } from './certifications/part';
import { evaluations } from './evaluations/part';
import { ruleChanges } from './rule-changes/part';

/**
 * Jobs run in this order, so that changed rules and closed exams count before certifications are reminded of or expire.
 */
const parts = [assessmentEditions, ruleChanges, attempts, evaluations, certifications, badges];

export const assessments: Module = { name: 'assessments', ...addUp(parts) };
