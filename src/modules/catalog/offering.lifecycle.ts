import type { GateCriterion } from '../../shared/domain/errors';
import { type Blocker, Lifecycle } from '../../shared/domain/lifecycle';
import { offeringActions } from './catalog.actions';
import { unmet } from './partner-gate.formula';

/**
 * Whether partners may be recruited for an offering. Not a column: it follows from the time since when the offering is
 * open.
 */
export enum PartnerAccess {
  CLOSED = 'CLOSED',
  OPEN = 'OPEN',
}

export type OfferingAction = (typeof offeringActions)['update' | 'openToPartners' | 'closeToPartners'];

const { CLOSED, OPEN } = PartnerAccess;

export const partnerAccessOf = ({ openedToPartnersAt }: { openedToPartnersAt: Date | null }): PartnerAccess =>
  openedToPartnersAt === null ? CLOSED : OPEN;

export const offeringLifecycle = new Lifecycle<PartnerAccess, OfferingAction, { gate: readonly GateCriterion[] }>(
  'PartnerAccess',
  Object.values(PartnerAccess),
  CLOSED,
  [
    { from: CLOSED, action: offeringActions.update, to: CLOSED },
    { from: OPEN, action: offeringActions.update, to: OPEN },
    {
      from: CLOSED,
      action: offeringActions.openToPartners,
      to: OPEN,
      guard: ({ gate }) =>
        unmet(gate).map(({ code, gap, description }): Blocker => ({ code, message: gap ?? description })),
    },
    { from: OPEN, action: offeringActions.closeToPartners, to: CLOSED },
  ],
);
