import { InvalidInputError } from '../domain/errors';
import type { Node } from './record';

/** Which part of a list is asked for. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

/** A part of a list with the cursors to go on from. */
export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  /** Counted only when asked for. */
  totalCount(): Promise<number>;
}

interface Key {
  column: string;
  direction: 'ASC' | 'DESC';
}

export const defaultPageSize = 20;
export const largestPageSize = 100;

export function pageSize(request: PageRequest): number {
  const first = request.first ?? defaultPageSize;
  if (!Number.isInteger(first) || first < 1 || first > largestPageSize) {
    throw new InvalidInputError(`first must be from 1 to ${largestPageSize}.`, ['first']);
  }
  return first;
}

function signature(keys: readonly Key[]): string {
  return keys.map((key) => `${key.column} ${key.direction}`).join(', ');
}

/** A cursor names the ordering it belongs to and the values of the row it stands at. */
function encodeCursor(keys: readonly Key[], values: unknown[]): string {
  const plain = values.map((value) => (value instanceof Date ? { date: value.toISOString() } : value));
  return Buffer.from(JSON.stringify([signature(keys), ...plain])).toString('base64url');
}

/** The values that the cursor stands at; one from another ordering is refused, not ignored. */
export function decodeCursor(cursor: string, keys: readonly Key[]): unknown[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    parts = null;
  }
  if (!Array.isArray(parts) || parts[0] !== signature(keys) || parts.length !== keys.length + 1) {
    throw new InvalidInputError('This cursor does not belong to this list in this order.', ['after']);
  }
  return parts.slice(1).map((value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    const date = new Date((value as { date?: string } | null)?.date ?? NaN);
    if (Number.isNaN(date.getTime())) throw new InvalidInputError('This cursor is damaged.', ['after']);
    return date;
  });
}

/** The page from its records, of which one more than the page holds was read. */
export function connectionOf<T extends Node>(
  records: readonly T[],
  request: PageRequest,
  keys: readonly Key[],
  valueOf: (record: T, column: string) => unknown,
  count: () => Promise<number>,
): Connection<T> {
  const size = pageSize(request);
  const nodes = records.slice(0, size);
  const edges = nodes.map((node) => ({
    node,
    cursor: encodeCursor(
      keys,
      keys.map((key) => valueOf(node, key.column)),
    ),
  }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: records.length > size,
      hasPreviousPage: Boolean(request.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: count,
  };
}
