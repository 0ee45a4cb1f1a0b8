import { Lifecycle, type Blocker } from '../../../shared/domain/lifecycle';

export enum SowStatus {
  DRAFT = 'DRAFT',
  IN_REVIEW = 'IN_REVIEW',
  APPROVED = 'APPROVED',
  SIGNED = 'SIGNED',
  CLOSED = 'CLOSED',
  SUPERSEDED = 'SUPERSEDED',
  DISCARDED = 'DISCARDED',
}

/** `close` follows the project, `supersede` a change order: neither is a mutation of its own. */
export type SowAction = 'update' | 'discard' | 'submit' | 'sendBack' | 'approve' | 'sign' | 'close' | 'supersede';

/** What the guards look at. */
export interface SowFacts {
  /** Is the project closed or cancelled? */
  projectEnded: boolean;
  /** What the clarity check found, in words. */
  clarityErrors: readonly string[];
}

const ongoing = ({ projectEnded }: SowFacts): Blocker[] =>
  projectEnded ? [{ code: 'project-ended', message: 'The project is closed or cancelled.' }] : [];

const clear = (facts: SowFacts): Blocker[] => [
  ...ongoing(facts),
  ...facts.clarityErrors.map((message) => ({ code: 'clarity', message })),
];

export const sowLifecycle = new Lifecycle<SowStatus, SowAction, SowFacts>(
  'StatementOfWork',
  Object.values(SowStatus),
  SowStatus.DRAFT,
  [
    { from: SowStatus.DRAFT, action: 'update', to: SowStatus.DRAFT, guard: ongoing },
    { from: SowStatus.DRAFT, action: 'submit', to: SowStatus.IN_REVIEW, guard: clear },
    { from: SowStatus.DRAFT, action: 'discard', to: SowStatus.DISCARDED },
    { from: [SowStatus.IN_REVIEW, SowStatus.APPROVED], action: 'sendBack', to: SowStatus.DRAFT },
    { from: SowStatus.IN_REVIEW, action: 'approve', to: SowStatus.APPROVED, guard: ongoing },
    { from: SowStatus.APPROVED, action: 'sign', to: SowStatus.SIGNED, guard: ongoing },
    { from: SowStatus.SIGNED, action: 'close', to: SowStatus.CLOSED },
    { from: SowStatus.SIGNED, action: 'supersede', to: SowStatus.SUPERSEDED },
  ],
);
