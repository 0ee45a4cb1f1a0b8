import { type Decimal, sum } from '../../../shared/domain/decimal';
import type { PlainDate } from '../../../shared/domain/dates';
import { plannedHours } from './clarity.formula';
import type { DeliverableInput, MilestoneInput, ResourceLineInput, ScopeItemInput, SowUpdateInput } from './sow.inputs';

/** A part as it is written, and what of an earlier revision it continues. */
export type Continued<T> = T & { originId?: string | null };

export type ContentItem = Continued<Omit<ScopeItemInput, 'deliverables'>> & {
  deliverables: Continued<DeliverableInput>[];
};

/** The whole content of a statement of work, in the form in which it is written. Amounts are in the main unit. */
export type Content = Omit<SowUpdateInput, 'scopeItems' | 'milestones' | 'resourceLines'> & {
  scopeItems: ContentItem[];
  milestones: Continued<MilestoneInput>[];
  resourceLines: Continued<ResourceLineInput>[];
};

/** What stays the same of a part through all revisions; null for one that is new. */
export function keyOf({ id, originId }: Continued<{ id?: string | null }>): string | null {
  return originId ?? id ?? null;
}

export interface ContentTotals {
  /** What the customer pays for all that is in scope. */
  price: Decimal;
  /** What all that may cost the vendor. */
  budgetCost: Decimal;
  hours: Decimal;
  endsOn: PlainDate;
}

export function totalsOfContent({ scopeItems, resourceLines, endsOn }: Content): ContentTotals {
  const inScope = scopeItems.filter((item) => item.inScope);
  return {
    price: sum(inScope.map(({ price }) => price ?? 0)),
    budgetCost: sum(inScope.map(({ budgetCost }) => budgetCost ?? 0)),
    hours: plannedHours(resourceLines.map(({ role, hours }) => ({ role, hours }))),
    endsOn,
  };
}
