import type { Reader } from '../../../shared/database/reader';
import type { Change } from '../../../shared/domain/content/difference';
import type { ChangeOrder } from '../change-orders/change-order.entity';
import { contentOfChangeOrder } from '../change-orders/change-orders.reader';
import { type ContentTotals, totalsOfContent } from '../content/content.formula';
import type { PaperNames } from '../content/paper-names';
import type { StatementOfWork } from '../content/sow.entity';
import { type Audience, customerPaper } from './papers.links';
import { partsOf } from '../content/sow-content.reader';
import { hashOf, hashOfChangeOrder } from './sow-content';

/** The printed content of a change order, as far as its reader may see it. */
export interface ChangeOrderPrint {
  changeOrder: ChangeOrder;
  base: StatementOfWork;
  difference: Change[];
  before: ContentTotals;
  after: ContentTotals;
  names: PaperNames & { vendor: string };
  hash: string;
}

export async function changeOrderPrint(
  reader: Reader,
  changeOrder: ChangeOrder,
  audience: Audience,
  vendor: string,
): Promise<ChangeOrderPrint> {
  const forCustomer = audience === customerPaper;
  const of = forCustomer ? 'CUSTOMER' : 'PARTNER';
  const { base, before, after, difference, names } = await contentOfChangeOrder(reader, changeOrder, { of, vendor });
  return {
    changeOrder,
    base,
    difference,
    names,
    before: totalsOfContent(before),
    after: totalsOfContent(after),
    hash: hashOfChangeOrder(changeOrder, hashOf(base, await partsOf(reader, base.id)), difference, forCustomer),
  };
}
