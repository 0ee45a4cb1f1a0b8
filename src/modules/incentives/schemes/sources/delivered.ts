import type { Reader } from '../../../../shared/database/reader';
import { type Decimal, decimal, sum } from '../../../../shared/domain/decimal';
import { groupedBy } from '../../../../shared/domain/groups';
import type { Id } from '../../../../shared/domain/ids';
import { amountOf } from '../../../../shared/domain/money';
import { User } from '../../../identity';
import { ProjectStaffing } from '../../../projects';
import { ResponsibleParty, ScopeItem } from '../../../sow';

/*
 * Which partner a part of a project belongs to. A scope item is a partner's if the agreement makes partners responsible
 * for it and the partner is staffed on its offering; an item without an offering belongs to every partner of the
 * project.
 */

/** The partners of projects, and the items of statements of work, loaded for many facts together. */
export interface Deliveries {
  /** The partners of the project, in a fixed order. */
  partnersOf(projectId: string): Id<'partner'>[];
  isOf(item: ScopeItem, partnerId: string): boolean;
}

export async function deliveriesOn(reader: Reader, projectIds: readonly string[]): Promise<Deliveries> {
  const staffings = await reader.list(ProjectStaffing, { projectId: unique(projectIds) as Id<'project'>[] }, [
    { column: 'id' },
  ]);
  const byProject = groupedBy('projectId', staffings);
  const of = (projectId: string) => byProject.get(projectId) ?? [];
  return {
    partnersOf: (projectId) => [...new Set(of(projectId).map(({ partnerId }) => partnerId))].sort(),
    isOf: ({ projectId, offeringId, responsibleParty }, partnerId) =>
      responsibleParty === ResponsibleParty.PARTNER &&
      of(projectId).some(
        (staffing) => staffing.partnerId === partnerId && (offeringId === null || staffing.offeringId === offeringId),
      ),
  };
}

/** The items in scope of statements of work, by statement. */
export async function itemsOf(reader: Reader, sowIds: readonly string[]): Promise<Map<string, ScopeItem[]>> {
  const where = { sowId: unique(sowIds) as Id<'sow'>[], archivedAt: null, inScope: true };
  const items = await reader.list(ScopeItem, where, [{ column: 'id' }]);
  return groupedBy('sowId', items);
}

/** The price of the items, in the main unit of their currency. */
export function priceOf(items: readonly ScopeItem[]): Decimal {
  return sum(items.map(({ priceMinor, currencyCode }) => amountOf({ minor: priceMinor, currencyCode })));
}

/** The partner of each person, for those who have one. */
export async function partnersOfPeople(reader: Reader, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = unique(ids.filter((id) => id !== null));
  const users = known.length === 0 ? [] : await reader.list(User, { id: known as Id<'user'>[] });
  return new Map(users.flatMap(({ id, partnerId }) => (partnerId === null ? [] : [[id, partnerId]])));
}

export function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** A number of a fact's data; null if it is not known. */
export function known(value: number | string | null | undefined): Decimal | null {
  return value === null || value === undefined ? null : decimal(value);
}
