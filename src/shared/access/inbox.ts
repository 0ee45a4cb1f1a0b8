import type { Node, StoredClass } from '../database/record';
import { columnNamed, type Sql, sql } from '../database/sql';
import type { AnyAction } from '../domain/action';
import type { PlainDate } from '../domain/dates';
import type { Viewer } from './viewer';

/**
 * Records that wait for somebody's act, contributed by the module that owns them. Nothing is stored: a record waits while
 * its row meets the condition.
 */
export interface InboxSection {
  /** UPPER_SNAKE: what waits, and for what. */
  kind: string;
  description: string;
  record: StoredClass;
  /** The step that settles it. Nothing waits for a viewer whose roles never allow it. */
  settledBy: AnyAction;
  /** The column with the moment since when it waits, never null while it does. */
  since: string;
  /** The column with the day by which it should be settled, or null without one. */
  due: string | null;
  /** The rows, on the alias `t`, that wait for this viewer; own acts that policies forbid are left out. */
  waitingFor: (viewer: Viewer, today: PlainDate) => Sql;
}

type Column<T> = keyof T & string;

/** A section of the inbox, with its columns checked against the record. */
export function inboxOf<T extends Node>(
  record: StoredClass<T>,
  section: Omit<InboxSection, 'record' | 'since' | 'due'> & { since: Column<T>; due?: Column<T> },
): InboxSection {
  return { due: null, ...section, record: record };
}

/** The rows whose column does not name the viewer: nobody decides on their own act. */
export function byAnother<T = never>(actor: NoInfer<Column<T>>, { userId }: Viewer): Sql {
  return sql`(${columnNamed(actor)} IS NULL OR ${columnNamed(actor)} <> ${userId})`;
}
