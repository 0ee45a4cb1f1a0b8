import type { Blocker } from '../../../shared/domain/lifecycle';
import { Lifecycle } from '../../../shared/domain/lifecycle';
import { integrationActions } from './integration.actions';

export enum IntegrationStatus {
  PLANNED = 'PLANNED',
  IN_DEVELOPMENT = 'IN_DEVELOPMENT',
  RELEASED = 'RELEASED',
  RETIRED = 'RETIRED',
}

export type IntegrationAction = (typeof integrationActions)['update' | 'recordTest' | 'start' | 'release' | 'retire'];

/** `passed` is the number of version pairs whose latest test passed. */
export interface IntegrationConditions {
  passed: number;
}

const { PLANNED, IN_DEVELOPMENT, RELEASED, RETIRED } = IntegrationStatus;

function tested({ passed }: IntegrationConditions): Blocker[] {
  if (passed > 0) return [];
  const message = 'No pair of versions has passed its latest test. Record a test that passed first.';
  return [{ code: 'not-tested', message }];
}

export const integrationLifecycle = new Lifecycle<IntegrationStatus, IntegrationAction, IntegrationConditions>(
  'Integration',
  Object.values(IntegrationStatus),
  PLANNED,
  [
    { from: PLANNED, action: integrationActions.update, to: PLANNED },
    { from: IN_DEVELOPMENT, action: integrationActions.update, to: IN_DEVELOPMENT },
    { from: RELEASED, action: integrationActions.update, to: RELEASED },
    { from: IN_DEVELOPMENT, action: integrationActions.recordTest, to: IN_DEVELOPMENT },
    { from: RELEASED, action: integrationActions.recordTest, to: RELEASED },
    { from: PLANNED, action: integrationActions.start, to: IN_DEVELOPMENT },
    { from: IN_DEVELOPMENT, action: integrationActions.release, to: RELEASED, guard: tested },
    { from: [PLANNED, IN_DEVELOPMENT, RELEASED], action: integrationActions.retire, to: RETIRED },
  ],
);
