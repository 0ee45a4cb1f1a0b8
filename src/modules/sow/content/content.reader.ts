import { isInternal, type Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import { amountOf } from '../../../shared/domain/money';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import type { ClarityContent } from './clarity.formula';
import type { Content } from './content.formula';
import type { SightOf } from '../revisions/difference.formula';
import { partsOf, type SowParts } from './sow-content.reader';
import { termsOf } from './sow-content.service';
import type { StatementOfWork } from './sow.entity';

/** A statement of work as it would be written: its parts by their ids, with what they continue. Batched. */
export async function sowContentOf(reader: Reader, sow: StatementOfWork): Promise<Content> {
  return contentFrom(sow, await partsOf(reader, sow.id));
}

export function contentFrom(sow: StatementOfWork, parts: SowParts): Content {
  const { items, deliverables, milestones, resourceLines } = parts;
  const { currencyCode } = sow;
  const amount = (minor: number | null): Decimal | null => (minor === null ? null : amountOf({ minor, currencyCode }));
  const names = new Map(deliverables.map(({ id, name }) => [id, name]));
  return {
    ...termsOf(sow),
    planningDays: sow.planningDays,
    scopeItems: items.map((item) => ({
      id: item.id,
      originId: item.originId,
      title: item.title,
      standard: item.standard,
      inScope: item.inScope,
      quantity: item.quantity,
      unit: item.unit,
      startsOn: item.startsOn,
      endsOn: item.endsOn,
      assumptions: item.assumptions,
      offeringId: item.offeringId,
      price: amount(item.priceMinor),
      budgetCost: amount(item.budgetCostMinor),
      responsibleParty: item.responsibleParty,
      phase: item.phase,
      resourceRole: item.resourceRole,
      deliverables: deliverables
        .filter(({ scopeItemId }) => scopeItemId === item.id)
        .map(({ id, originId, name, acceptanceCriteria }) => ({ id, originId, name, acceptanceCriteria })),
    })),
    milestones: milestones.map(({ id, originId, name, dueOn, paymentShare, paymentAmountMinor, deliverableIds }) => ({
      id,
      originId,
      name,
      dueOn,
      paymentShare: paymentAmountMinor === null ? paymentShare : null,
      paymentAmount: amount(paymentAmountMinor),
      deliverables: deliverableIds.flatMap((each) => names.get(each) ?? []),
    })),
    resourceLines: resourceLines.map((line) => ({
      id: line.id,
      originId: line.originId,
      role: line.role,
      party: line.party,
      partnerId: line.partnerId,
      hours: line.hours.map(({ phase, hours }) => ({ phase, hours: decimal(hours) })),
      billRate: amount(line.billRateMinor),
      costRate: amount(line.costRateMinor),
    })),
  };
}

/** The content as the clarity check looks at it, which asks only whether there is a rate. */
export function forClarity(content: Content) {
  const isSet = (rate: Decimal | null | undefined) => (rate ? 1 : null);
  const { currencyCode, startsOn, endsOn, exclusions, assumptions, acceptanceWindowDays = null, milestones } = content;
  return {
    ...{ currencyCode, startsOn, endsOn, exclusions, assumptions, acceptanceWindowDays, milestones },
    scopeItems: content.scopeItems.map(({ quantity = null, resourceRole = null, deliverables, ...item }) => ({
      ...item,
      quantity,
      resourceRole,
      deliverables: deliverables.map(({ name, acceptanceCriteria = null }) => ({ name, acceptanceCriteria })),
    })),
    resourceLines: content.resourceLines.map(({ role, hours, billRate, costRate }) => ({
      ...{ role, hours, billRateMinor: isSet(billRate), costRateMinor: isSet(costRate) },
    })),
  } satisfies ClarityContent;
}

export function sightOf(viewer: Viewer): SightOf {
  return isInternal(viewer) ? 'VENDOR' : 'PARTNER';
}

/** What the offerings and partners of contents are called, as far as the viewer may know. Batched. */
export async function namesIn(reader: Reader, ...contents: Content[]): Promise<(id: string) => string> {
  const offerings = contents.flatMap(({ scopeItems }) => scopeItems.map(({ offeringId }) => offeringId));
  const partners = contents.flatMap(({ resourceLines }) => resourceLines.map(({ partnerId }) => partnerId));
  const found = await Promise.all([
    ...[...new Set(offerings)].map((id) => reader.byId(ServiceOffering, id ?? null)),
    ...[...new Set(partners)].map((id) => reader.byId(Partner, id ?? null)),
  ]);
  const names = new Map<string, string>(found.flatMap((record) => (record ? [[record.id, record.name]] : [])));
  return (id) => names.get(id) ?? id;
}
