import type { DateFormat, DayReadings } from './cell-date.formula';
import { type FixedValue, ImportField } from './import-mapping.formula';

/** The positions of columns whose cells together form a value. */
export type Alternative = readonly number[];

/** The position of each field, and how its cells are read. */
export interface Header {
  /**
   * The columns of each field by position: the first alternative that is not empty in a line counts, with its cells
   * joined.
   */
  places: ReadonlyMap<ImportField, readonly Alternative[]>;
  fixed: ReadonlyMap<ImportField, FixedValue>;
  dateFormat: DateFormat | null;
  /** Cached, because a file repeats few different days and words. */
  days: (text: string) => DayReadings;
  daysFirst: (text: string) => DayReadings;
  billable: (text: string) => boolean | null;
  /** In an export: the entry that this one reverses. */
  reverses: number;
  /** How far columns have names; cells beyond have no meaning. */
  width: number;
  names: readonly string[];
}

/** The name of a field's column in the file. */
export function columnName({ places, names }: Header, field: string | null): string | null {
  const own = field === null ? undefined : places.get(field as ImportField);
  return own ? own.map((each) => each.map((place) => names[place]).join(' + ')).join(' or ') : field;
}

/** Reads a field of a line, including the mapping's fixed values. */
export type Cell = (field: string) => string;
