import type { Viewer } from '../../../shared/access/viewer';
import { isInternal } from '../../../shared/access/viewer';

/** The audience of a paper: the customer, or a partner by its id. It is part of the signed path. */
export type Audience = string;

/** The paper that the customer signs; staff print the same one. */
export const customerPaper: Audience = 'customer';

/** How long a link to a paper works, in seconds. */
export const linkSeconds = 300;

export type PaperKind = 'sow' | 'change-order';

export const pathOfPaper = (kind: PaperKind, id: string, audience: Audience) => `/papers/${kind}/${id}/${audience}`;

export function audienceOf(viewer: Viewer): Audience {
  return isInternal(viewer) ? customerPaper : viewer.partnerId!;
}
