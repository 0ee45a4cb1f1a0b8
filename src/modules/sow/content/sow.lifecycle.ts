import { Lifecycle, type Blocker } from '../../../shared/domain/lifecycle';
import { sowActions } from './sow.actions';

export enum SowStatus {
  DRAFT = 'DRAFT',
  IN_REVIEW = 'IN_REVIEW',
  APPROVED = 'APPROVED',
  SIGNED = 'SIGNED',
  CLOSED = 'CLOSED',
  SUPERSEDED = 'SUPERSEDED',
  DISCARDED = 'DISCARDED',
}

/** `close` follows the project and `supersede` a change order: neither has its own mutation. */
export type SowAction = (typeof sowActions)[
  'update' | 'discard' | 'submit' | 'sendBack' | 'approve' | 'sign' | 'close' | 'supersede'];

/** The conditions of the guards. */
export interface SowConditions {
  /** Is the project closed or cancelled? */
  projectEnded: boolean;
  /** The errors of the clarity check, in words. */
  clarityErrors: readonly string[];
}

const ongoing = ({ projectEnded }: SowConditions): Blocker[] =>
  projectEnded ? [{ code: 'project-ended', message: 'The project is closed or cancelled.' }] : [];

const clear = (conditions: SowConditions): Blocker[] => [
  ...ongoing(conditions),
  ...conditions.clarityErrors.map((message) => ({ code: 'clarity', message })),
];

export const sowLifecycle = new Lifecycle<SowStatus, SowAction, SowConditions>(
  'StatementOfWork',
  Object.values(SowStatus),
  SowStatus.DRAFT,
  [
    { from: SowStatus.DRAFT, action: sowActions.update, to: SowStatus.DRAFT, guard: ongoing },
    { from: SowStatus.DRAFT, action: sowActions.submit, to: SowStatus.IN_REVIEW, guard: clear },
    { from: SowStatus.DRAFT, action: sowActions.discard, to: SowStatus.DISCARDED },
    { from: [SowStatus.IN_REVIEW, SowStatus.APPROVED], action: sowActions.sendBack, to: SowStatus.DRAFT },
    { from: SowStatus.IN_REVIEW, action: sowActions.approve, to: SowStatus.APPROVED, guard: ongoing },
    { from: SowStatus.APPROVED, action: sowActions.sign, to: SowStatus.SIGNED, guard: ongoing },
    { from: SowStatus.SIGNED, action: sowActions.close, to: SowStatus.CLOSED },
    { from: SowStatus.SIGNED, action: sowActions.supersede, to: SowStatus.SUPERSEDED },
  ],
);
