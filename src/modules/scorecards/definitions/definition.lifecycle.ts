import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { scorecardDefinitionActions as steps } from './definition.actions';

export enum ScorecardDefinitionStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  DISCARDED = 'DISCARDED',
}

export type ScorecardDefinitionAction = (typeof steps)['update' | 'discard' | 'publish'];

/** The conditions of a definition's steps, apart from its status. */
export interface ScorecardDefinitionConditions {
  /** The findings that block its publication. */
  findings: readonly Blocker[];
}

const { DRAFT, PUBLISHED, DISCARDED } = ScorecardDefinitionStatus;

export const scorecardDefinitionLifecycle = new Lifecycle<
  ScorecardDefinitionStatus,
  ScorecardDefinitionAction,
  ScorecardDefinitionConditions
>('ScorecardDefinition', Object.values(ScorecardDefinitionStatus), DRAFT, [
  { from: DRAFT, action: steps.update, to: DRAFT },
  { from: DRAFT, action: steps.publish, to: PUBLISHED, guard: ({ findings }) => [...findings] },
  { from: DRAFT, action: steps.discard, to: DISCARDED },
]);
