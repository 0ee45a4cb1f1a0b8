import type { Reader } from '../../../shared/database/reader';
import { type Decimal, sum } from '../../../shared/domain/decimal';
import type { Money } from '../../../shared/domain/money';
import { isOpen } from '../projects/project.lifecycle';
import type { Project } from '../projects/project.entity';
import { baselineOf } from '../standards/baseline.reader';
import {
  checkClarity,
  type Clarity,
  type ClarityContent,
  ClaritySeverity,
  type HoursBaseline,
  plannedHours,
} from './clarity.formula';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import type { StatementOfWork } from './sow.entity';
import { type SowFacts, SowStatus } from './sow.lifecycle';

/** How the parts of a statement of work are read: those that were not taken out, in order. */
export const livingParts = { where: { archivedAt: null }, orderBy: [{ column: 'position' }, { column: 'id' }] };

export async function clarityOf(
  reader: Reader,
  sow: StatementOfWork,
  options = { fromReviewOn: sow.status !== SowStatus.DRAFT },
): Promise<Clarity> {
  const { items, deliverables, milestones, resourceLines } = await partsOf(reader, sow.id);
  const scopeItems = items.map((item) => ({
    ...item,
    deliverables: deliverables.filter(({ scopeItemId }) => scopeItemId === item.id),
  }));
  const { startsOn, endsOn, acceptanceWindowDays, exclusions, assumptions } = sow;
  return clarityOfContent(
    reader,
    { startsOn, endsOn, acceptanceWindowDays, exclusions, assumptions, scopeItems, milestones, resourceLines },
    options,
  );
}

/** The same of a content that is not stored as a statement of work. */
export async function clarityOfContent(
  reader: Reader,
  content: ClarityContent & { scopeItems: readonly { inScope: boolean; offeringId?: string | null }[] },
  options: { fromReviewOn: boolean },
): Promise<Clarity> {
  return checkClarity(content, await hoursBaseline(reader, content.scopeItems), options);
}

/** Its errors in words, as the guards of steps want them. */
export function errorsOf({ findings }: Clarity): string[] {
  return findings
    .filter(({ severity }) => severity === ClaritySeverity.ERROR)
    .map(({ code, path, advice }) => `${code} at ${path.join('.')}: ${advice}`);
}

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

/**
 * The hours that the offerings of the scope usually take, each offering once, however many items come from it: what
 * closed projects took, or what is planned while there are few of them. Those of several offerings are added up.
 */
async function hoursBaseline(
  reader: Reader,
  items: readonly { inScope: boolean; offeringId?: string | null }[],
): Promise<HoursBaseline[]> {
  const ids = new Set(items.filter(({ inScope }) => inScope).flatMap(({ offeringId }) => offeringId ?? []));
  const baselines = await Promise.all([...ids].map((id) => baselineOf(reader, id)));
  const cells = new Map<string, HoursBaseline>();
  for (const { phase, role, p50, p80 } of baselines.flatMap((baseline) => baseline.cells)) {
    const key = JSON.stringify([phase, role]);
    const known = cells.get(key);
    cells.set(key, { phase, role, p50: p50.plus(known?.p50 ?? 0), p80: p80.plus(known?.p80 ?? 0) });
  }
  return [...cells.values()];
}

/** What the guards look at for a step to review; the other steps do not ask for clarity. */
export async function gatherSowFacts(
  reader: Reader,
  sow: StatementOfWork,
  project: Project,
  clarity: 'WITH_CLARITY' | 'WITHOUT_CLARITY',
): Promise<SowFacts> {
  const projectEnded = !isOpen(project.status);
  if (clarity === 'WITHOUT_CLARITY') return { projectEnded, clarityErrors: [] };
  return { projectEnded, clarityErrors: errorsOf(await clarityOf(reader, sow, { fromReviewOn: true })) };
}

export interface Totals {
  price: Money;
  budgetCost: Money;
  plannedHours: Decimal;
}

/** The price and the budget of what is in scope, and the hours of the resource lines that the reader's viewer sees. */
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
