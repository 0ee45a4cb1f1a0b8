import type { Change } from '../../../shared/domain/content/difference';
import { signedForm } from '../../../shared/domain/content/signed';
import { Role, system, type Viewer } from '../../../shared/access/viewer';
import type { ChangeOrder } from '../change-orders/change-order.entity';
import { sowShape } from '../content/content.formula';
import { contentFrom } from '../content/content.reader';
import type { SowParts } from '../content/sow-content.reader';
import type { StatementOfWork } from '../content/sow.entity';
import { contentHash } from './content-hash';
import { type Audience, customerPaper } from './papers.links';

/**
 * The hash of the customer's agreement or, for a partner, of the part that the partner may see. It excludes budgets and
 * cost rates, because a hash over a secret number lets a reader find it by trying. It also excludes later events such
 * as signatures and acceptance.
 */
export function hashOf(sow: StatementOfWork, parts: SowParts): string {
  const { projectId, revision } = sow;
  const form = signedForm(sowShape, contentFrom(sow, parts));
  return contentHash({ form: 'trellis-sow-1', projectId, revision, ...form });
}

/**
 * The hash of a change order: of the revision that it changes, by its hash, and of the changes in the words of the API,
 * so that the printed language does not matter. It excludes the reason, which is between the vendor and the customer.
 */
export function hashOfChangeOrder(
  { projectId, number, title, reason }: ChangeOrder,
  base: string,
  difference: readonly Change[],
  forCustomer: boolean,
): string {
  return contentHash({
    form: 'trellis-change-order-1',
    projectId,
    number,
    title,
    ...(forCustomer && { reason }),
    base,
    changes: difference.map(({ kind, path, label, before, after }) => ({ kind, path, label, before, after })),
  });
}

/** A viewer that reads like the people of the paper's audience. */
export function viewerFor(audience: Audience): Viewer {
  if (audience === customerPaper) return system;
  const partnerId = audience as Viewer['partnerId'];
  return { kind: 'PARTNER', userId: null, roles: [Role.PARTNER_ADMIN], partnerId, sessionId: null };
}
