import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { schemeActions } from './scheme.actions';

export enum IncentiveSchemeStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  DISCARDED = 'DISCARDED',
}

export type SchemeAction = (typeof schemeActions)['update' | 'discard' | 'publish'];

/** The conditions of a scheme's steps, apart from its status. */
export interface SchemeConditions {
  /** The findings that block its publication. */
  findings: readonly Blocker[];
}

const { DRAFT, PUBLISHED, DISCARDED } = IncentiveSchemeStatus;

export const schemeLifecycle = new Lifecycle<IncentiveSchemeStatus, SchemeAction, SchemeConditions>(
  'IncentiveScheme',
  Object.values(IncentiveSchemeStatus),
  DRAFT,
  [
    { from: DRAFT, action: schemeActions.update, to: DRAFT },
    { from: DRAFT, action: schemeActions.publish, to: PUBLISHED, guard: ({ findings }) => [...findings] },
    { from: DRAFT, action: schemeActions.discard, to: DISCARDED },
  ],
);
