import { Lifecycle, type Blocker } from '../../../shared/domain/lifecycle';

export enum SowStatus {
  DRAFT = 'DRAFT',
  IN_REVIEW = 'IN_REVIEW',
  APPROVED = 'APPROVED',
  SIGNED = 'SIGNED',
  CLOSED = 'CLOSED',
  SUPERSEDED = 'SUPERSEDED',
}

/** `close` follows the project, `supersede` a change order: neither is a mutation of its own. */
export type SowAction = 'update' | 'submit' | 'sendBack' | 'approve' | 'sign' | 'close' | 'supersede';

/** What the clarity check found: its guard looks at nothing else. */
export interface SowFacts {
  /** In words, each with the path of the part at fault. */
  clarityErrors: readonly string[];
}

const clear = ({ clarityErrors }: SowFacts): Blocker[] =>
  clarityErrors.map((message) => ({ code: 'clarity', message }));

export const sowLifecycle = new Lifecycle<SowStatus, SowAction, SowFacts>(
  'StatementOfWork',
  Object.values(SowStatus),
  SowStatus.DRAFT,
  [
    { from: SowStatus.DRAFT, action: 'update', to: SowStatus.DRAFT },
    { from: SowStatus.DRAFT, action: 'submit', to: SowStatus.IN_REVIEW, guard: clear },
    { from: [SowStatus.IN_REVIEW, SowStatus.APPROVED], action: 'sendBack', to: SowStatus.DRAFT },
    { from: SowStatus.IN_REVIEW, action: 'approve', to: SowStatus.APPROVED },
    { from: SowStatus.APPROVED, action: 'sign', to: SowStatus.SIGNED },
    { from: SowStatus.SIGNED, action: 'close', to: SowStatus.CLOSED },
    { from: SowStatus.SIGNED, action: 'supersede', to: SowStatus.SUPERSEDED },
  ],
);
