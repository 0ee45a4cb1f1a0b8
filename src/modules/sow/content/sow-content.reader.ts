import type { Reader } from '../../../shared/database/reader';
import { type Decimal, sum } from '../../../shared/domain/decimal';
import type { Money } from '../../../shared/domain/money';
import { plannedHours } from './clarity.formula';
import { instalments } from './instalments.formula';
import { Deliverable, livingParts, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import type { StatementOfWork } from './sow.entity';

export interface SowParts {
  items: ScopeItem[];
  deliverables: Deliverable[];
  milestones: Milestone[];
  resourceLines: ResourceLine[];
}

/** The parts of a statement of work in order. Batched. */
export async function partsOf(reader: Reader, sowId: string): Promise<SowParts> {
  const [items, deliverables, milestones, resourceLines] = await Promise.all([
    reader.listBy(ScopeItem, 'sowId', sowId, livingParts),
    reader.listBy(Deliverable, 'sowId', sowId, livingParts),
    reader.listBy(Milestone, 'sowId', sowId, livingParts),
    reader.listBy(ResourceLine, 'sowId', sowId, livingParts),
  ]);
  return { items, deliverables, milestones, resourceLines };
}

/** The payment on each milestone of a statement of work, by its id. Batched. */
export async function paymentsOf(reader: Reader, sow: StatementOfWork): Promise<Map<string, Money>> {
  const [milestones, { price }] = await Promise.all([
    reader.listBy(Milestone, 'sowId', sow.id, livingParts),
    totalsOf(reader, sow),
  ]);
  const amounts = instalments(price.minor, milestones);
  const { currencyCode } = sow;
  return new Map(milestones.map(({ id }, index) => [id, { minor: amounts[index]!, currencyCode }]));
}

export interface Totals {
  price: Money;
  budgetCost: Money;
  plannedHours: Decimal;
}

/** The price and the budget of everything in scope, and the hours of the resource lines that the viewer sees. */
export async function totalsOf(reader: Reader, sow: StatementOfWork): Promise<Totals> {
  const [items, lines] = await Promise.all([
    reader.listBy(ScopeItem, 'sowId', sow.id, livingParts),
    reader.listBy(ResourceLine, 'sowId', sow.id, livingParts),
  ]);
  const inScope = items.filter((item) => item.inScope);
  const { currencyCode } = sow;
  return {
    price: { minor: sum(inScope.map(({ priceMinor }) => priceMinor)).toNumber(), currencyCode },
    budgetCost: { minor: sum(inScope.map(({ budgetCostMinor }) => budgetCostMinor ?? 0)).toNumber(), currencyCode },
    plannedHours: plannedHours(lines),
  };
}
