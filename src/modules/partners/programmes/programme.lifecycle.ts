import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { programmeActions } from './programme.actions';

export enum ProgrammeStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  DISCARDED = 'DISCARDED',
}

export type ProgrammeAction = (typeof programmeActions)['update' | 'discard' | 'publish'];

/** The conditions of a programme's steps, apart from its status. */
export interface ProgrammeConditions {
  /** The findings that block its publication. */
  findings: readonly Blocker[];
}

const { DRAFT, PUBLISHED, DISCARDED } = ProgrammeStatus;

export const programmeLifecycle = new Lifecycle<ProgrammeStatus, ProgrammeAction, ProgrammeConditions>(
  'Programme',
  Object.values(ProgrammeStatus),
  DRAFT,
  [
    { from: DRAFT, action: programmeActions.update, to: DRAFT },
    { from: DRAFT, action: programmeActions.publish, to: PUBLISHED, guard: ({ findings }) => [...findings] },
    { from: DRAFT, action: programmeActions.discard, to: DISCARDED },
  ],
);
