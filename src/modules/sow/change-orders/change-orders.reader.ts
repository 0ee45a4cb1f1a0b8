import { isInternal } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { type Change, differenceOf } from '../../../shared/domain/content/difference';
import type { SightOf } from '../../../shared/domain/content/field';
import type { Clock } from '../../../shared/domain/clock';
import { decimal, sum } from '../../../shared/domain/decimal';
import { moneyFromAmount } from '../../../shared/domain/money';
import { publishMoney } from '../../../shared/graphql/scalars';
import { column, sql } from '../../../shared/database/sql';
import { isOpen, Project } from '../../projects';
import type { Clarity, ClarityFinding } from '../content/clarity.formula';
import { clarityOfContent, errorsOf, namesOf } from '../content/clarity.reader';
import { acceptedBy, type Content, sowShape } from '../content/content.formula';
import { contentFrom, namesIn, sightOf } from '../content/content.reader';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import type { SowChange } from '../revisions/difference.types';
import type { PaperNames } from '../content/paper-names';
import { namesOnPaper } from '../content/paper-names.reader';
import { partsOf, totalsOf } from '../content/sow-content.reader';
import type { Deliverable } from '../content/sow-parts.entity';
import { StatementOfWork } from '../content/sow.entity';
import { SowStatus } from '../content/sow.lifecycle';
import { ChangeOrder } from './change-order.entity';
import { type ChangeOrderConditions, ChangeOrderStatus } from './change-order.lifecycle';
import { ChangeOrderEffect, ScopeCreep } from './change-orders.types';
import { applyDelta, type Effect, effectOf, scopeCreep, thawed } from './delta.formula';
import { takenOut, takenOutInDifference, takesOutEarned } from './taken-out.reader';

/** The subject of a change order: the revision that it changes, and the content before and after. */
export interface Proposal {
  base: StatementOfWork;
  deliverables: Deliverable[];
  before: Content;
  after: Content;
}

/**
 * Read without narrowing to the viewer, because effects and differences concern the whole; the publishing code leaves
 * out vendor-internal parts. Batched.
 */
async function proposalOf(reader: Reader, changeOrder: ChangeOrder): Promise<Proposal> {
  const every = reader.unnarrowed;
  const [{ delta }, base, parts] = await Promise.all([
    every.require(ChangeOrder, changeOrder.id),
    every.require(StatementOfWork, changeOrder.baseSowId),
    partsOf(every, changeOrder.baseSowId),
  ]);
  const before = contentFrom(base, parts);
  return { base, deliverables: parts.deliverables, before, after: applyDelta(before, thawed(delta!)) };
}

/** The effect of the change, in minor units. */
export function minorEffect({ price, budgetCost, endDays, hours }: Effect, currencyCode: string) {
  return {
    priceEffectMinor: moneyFromAmount(price, currencyCode).minor,
    budgetEffectMinor: moneyFromAmount(budgetCost, currencyCode).minor,
    endEffectDays: endDays,
    hoursEffect: hours,
  };
}

export async function effectOfChangeOrder(reader: Reader, changeOrder: ChangeOrder): Promise<ChangeOrderEffect> {
  const { currencyCode } = changeOrder;
  const effect = isFixed(changeOrder) ? changeOrder : await liveEffect(reader, changeOrder);
  const internal = isInternal(reader.viewer);
  return Object.assign(new ChangeOrderEffect(), {
    price: publishMoney({ minor: effect.priceEffectMinor!, currencyCode }),
    budgetCost: internal ? publishMoney({ minor: effect.budgetEffectMinor!, currencyCode }) : null,
    endDays: effect.endEffectDays!,
    hours: internal ? effect.hoursEffect!.toFixed() : null,
  });
}

const isFixed = ({ priceEffectMinor }: ChangeOrder) => priceEffectMinor !== null;

async function liveEffect(reader: Reader, changeOrder: ChangeOrder) {
  const { before, after } = await proposalOf(reader, changeOrder);
  return minorEffect(effectOf(before, after), changeOrder.currencyCode);
}

/** The changes in words, as far as the reader's viewer may see them. */
export async function differenceOfChangeOrder(
  reader: Reader,
  changeOrder: ChangeOrder,
  clock: Clock,
): Promise<SowChange[]> {
  const { viewer } = reader;
  const proposal = await proposalOf(reader, changeOrder);
  const { before, after } = proposal;
  const nameOf = await namesIn(reader, before, after);
  const difference = differenceOf(sowShape, before, after, {
    of: sightOf(viewer),
    partnerId: viewer.partnerId,
    nameOf,
  });
  if (!isInternal(viewer)) return difference;
  return [...difference, ...takenOutInDifference(await takenOut(reader, changeOrder, proposal, clock))];
}

/**
 * A change order for printing: the revision that it changes, the changes in words, and the whole content after it. The
 * content is complete for every viewer, with rates and budgets; the difference is for the paper's audience, with the
 * names as of the signature once it is signed.
 */
export async function contentOfChangeOrder(
  reader: Reader,
  changeOrder: ChangeOrder,
  { of, vendor }: { of: SightOf; vendor: string },
): Promise<Omit<Proposal, 'deliverables'> & { difference: Change[]; names: PaperNames & { vendor: string } }> {
  const { base, before, after } = await proposalOf(reader, changeOrder);
  const project = await reader.require(Project, changeOrder.projectId);
  const names = changeOrder.signedNames ?? (await namesOnPaper(reader, project, vendor, before, after));
  const nameOf = (id: string) => names.others[id] ?? id;
  const difference = differenceOf(sowShape, before, after, { of, partnerId: reader.viewer.partnerId, nameOf });
  return { base, before, after, difference, names: { ...names, vendor: names.vendor ?? vendor } };
}

export async function clarityOfChangeOrder(reader: Reader, changeOrder: ChangeOrder, clock: Clock): Promise<Clarity> {
  const proposal = await proposalOf(reader, changeOrder);
  const lost = takenOut(reader, changeOrder, proposal, clock).then(takesOutEarned);
  return clarityAfter(reader, changeOrder, proposal, lost);
}

/** The clarity of the statement of work after the change, including the names on its paper. */
async function clarityAfter(
  reader: Reader,
  { title, reason, projectId, signedNames }: ChangeOrder,
  { base, before, after }: Pick<Proposal, 'base' | 'before' | 'after'>,
  further?: Promise<readonly ClarityFinding[]>,
): Promise<Clarity> {
  const names = signedNames ? null : namesOf(reader, { projectId }, before, after);
  const printed = { title, reason, ...after };
  const signed = { ...before, names: base.signedNames };
  return clarityOfContent(reader, after, { fromReviewOn: true, printed, names, signed, further });
}

/** The conditions of the guards, and the records for the decision. Batched. */
export async function gatherChangeOrderConditions(
  reader: Reader,
  changeOrder: ChangeOrder,
  project: Project,
): Promise<{ conditions: ChangeOrderConditions; proposal: Proposal }> {
  const proposal = await proposalOf(reader, changeOrder);
  const { base, before, after } = proposal;
  const clarity = await clarityAfter(reader, changeOrder, proposal);
  const everything = { of: 'VENDOR' as const, partnerId: null, nameOf: (id: string) => id };
  const conditions = {
    projectEnded: !isOpen(project.status),
    baseInForce: base.status === SowStatus.SIGNED,
    changesSomething: differenceOf(sowShape, before, after, everything).length > 0,
    acceptedLost: acceptedLost(proposal),
    clarityErrors: errorsOf(clarity),
  };
  return { conditions, proposal };
}

/** Accepted deliverables that the change removes or alters. */
function acceptedLost({ deliverables, before, after }: Omit<Proposal, 'base'>): string[] {
  const askedFor = (content: Content) =>
    new Map(
      content.scopeItems
        .flatMap((item) => item.deliverables)
        .map((each) => [each.id, JSON.stringify(acceptedBy.map((name) => each[name] ?? null))]),
    );
  const [was, is] = [askedFor(before), askedFor(after)];
  return deliverables
    .filter(({ id, status }) => status === DeliverableStatus.ACCEPTED && was.get(id) !== is.get(id))
    .map(({ name }) => `The customer has accepted ${name}: it can neither be removed nor changed.`);
}

/** The scope creep of a project, for staff. Batched. */
export async function scopeCreepOf(reader: Reader, projectId: string): Promise<ScopeCreep> {
  const [[first], changeOrders] = await Promise.all([
    reader.listBy(StatementOfWork, 'projectId', projectId, {
      where: { and: [sql`${column<StatementOfWork>('signedOn')} IS NOT NULL`] },
      orderBy: [{ column: 'revision' }],
    }),
    reader.listBy(ChangeOrder, 'projectId', projectId, {
      where: { status: ChangeOrderStatus.APPROVED },
      orderBy: [{ column: 'number' }],
    }),
  ]);
  const answer = Object.assign(new ScopeCreep(), {
    changeOrders,
    percent: null,
    originalValue: null,
    changedValue: null,
  });
  if (!first) return Object.assign(answer, { reason: 'No statement of work is signed.' });
  const { price } = await totalsOf(reader, first);
  const changes = changeOrders.map(({ priceEffectMinor }) => priceEffectMinor!);
  const changed = sum(changes.map((minor) => decimal(minor).abs()));
  const percent = scopeCreep(price.minor, changes);
  return Object.assign(answer, {
    percent: percent?.toFixed() ?? null,
    reason: percent ? null : 'The price of the first signed revision is 0.',
    originalValue: publishMoney(price),
    // Each change is within the range of exact money, and a sum of changes beyond it is not expected.
    changedValue: publishMoney({ minor: changed.toNumber(), currencyCode: price.currencyCode }),
  });
}
