import { isInternal, type Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { type SightOf, valuesOf } from '../../../shared/domain/content/field';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import {
  type Content,
  deliverableFields,
  milestoneFields,
  resourceLineFields,
  scopeItemFields,
  termFields,
} from './content.formula';
import { partsOf, type SowParts } from './sow-content.reader';
import type { SowPart } from './sow-parts.entity';
import type { StatementOfWork } from './sow.entity';

/** The content of a statement of work, in the form of the input: its parts by id, each with its origin. Batched. */
export async function sowContentOf(reader: Reader, sow: StatementOfWork): Promise<Content> {
  return contentFrom(sow, await partsOf(reader, sow.id));
}

export function contentFrom(sow: StatementOfWork, parts: SowParts): Content {
  const { items, deliverables, milestones, resourceLines } = parts;
  const { currencyCode } = sow;
  const names = new Map(deliverables.map(({ id, name }) => [id, name]));
  const own = ({ id, originId }: SowPart) => ({ id, originId });
  return {
    ...valuesOf(termFields, sow, currencyCode),
    scopeItems: items.map((item) => ({
      ...own(item),
      ...valuesOf(scopeItemFields, item, currencyCode),
      deliverables: deliverables
        .filter(({ scopeItemId }) => scopeItemId === item.id)
        .map((each) => ({ ...own(each), ...valuesOf(deliverableFields, each, currencyCode) })),
    })),
    milestones: milestones.map((milestone) => {
      const { paymentShare, paymentAmountMinor, deliverableIds } = milestone;
      const row = {
        ...milestone,
        paymentShare: paymentAmountMinor === null ? paymentShare : null,
        deliverables: deliverableIds.flatMap((each) => names.get(each) ?? []),
      };
      return { ...own(milestone), ...valuesOf(milestoneFields, row, currencyCode) };
    }),
    resourceLines: resourceLines.map((line) => ({
      ...own(line),
      ...valuesOf(resourceLineFields, line, currencyCode),
    })),
  };
}

export function sightOf(viewer: Viewer): SightOf {
  return isInternal(viewer) ? 'VENDOR' : 'PARTNER';
}

/** The names of the offerings and partners in contents, as far as the viewer may see them. Batched. */
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
