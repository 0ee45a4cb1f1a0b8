import type { Sql } from '../database/sql';
import type { PlainDate } from '../domain/dates';

type FilterClass = abstract new () => object;

/**
 * A filter field that a later module adds from its own folder, as relations add fields to records: decorators for the
 * schema and validation, and a condition on the row. The condition receives the value of the field and the day.
 */
export interface ContributedFilter {
  filter: FilterClass;
  name: string;
  decorators: readonly PropertyDecorator[];
  condition: (value: never, today: PlainDate) => Sql;
}

const contributed = new Map<FilterClass, ContributedFilter[]>();

/** Must run before the schema is built. */
export function declareFilters(filters: readonly ContributedFilter[]): void {
  for (const each of filters) {
    for (const decorate of each.decorators) decorate(each.filter.prototype as object, each.name);
    contributed.set(each.filter, [...(contributed.get(each.filter) ?? []), each]);
  }
}

/** The conditions of the contributed fields that a filter sets. */
export function contributedConditions<T extends object>(
  filterClass: abstract new () => T,
  filter: T | null,
  today: PlainDate,
): Sql[] {
  return (contributed.get(filterClass) ?? []).flatMap(({ name, condition }) => {
    const value = filter?.[name as keyof T];
    return value == null ? [] : [condition(value as never, today)];
  });
}
