import { InvalidInputError } from '../domain/errors';
import { flawOfText } from '../domain/text';

/** Which part of a list is requested. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

/** A column that a list is ordered by. */
export interface OrderKey {
  column: string;
  direction: 'ASC' | 'DESC';
}

export const defaultPageSize = 20;
export const maxPageSize = 100;

export function pageSize(request: PageRequest): number {
  const first = request.first ?? defaultPageSize;
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) {
    throw new InvalidInputError(`first must be from 1 to ${maxPageSize}.`, ['first']);
  }
  return first;
}

function signature(keys: readonly OrderKey[]): string {
  return keys.map((key) => `${key.column} ${key.direction}`).join(', ');
}

/** A cursor encodes the ordering that it belongs to and the values of its row. */
function encodeCursor(keys: readonly OrderKey[], values: unknown[]): string {
  const plain = values.map((value) => (value instanceof Date ? { date: value.toISOString() } : value));
  return Buffer.from(JSON.stringify([signature(keys), ...plain])).toString('base64url');
}

/** The values of the cursor's row. A cursor from another ordering is refused, not ignored. */
export function decodeCursor(cursor: string, keys: readonly OrderKey[]): unknown[] {
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
    if (typeof value === 'string' && flawOfText(value) === null) return value;
    if (Number.isSafeInteger(value)) return value;
    const written = (value as { date?: unknown } | null)?.date;
    const date = new Date(typeof written === 'string' ? written : NaN);
    const year = date.getUTCFullYear();
    if (!(year >= 1 && year <= 9999)) throw new InvalidInputError('This cursor is damaged.', ['after']);
    return date;
  });
}

/** The position of a page in its list. Cursors are computed only on request. */
export class PagePosition {
  constructor(
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
    private readonly cursorAt: (place: number) => string | null,
  ) {}

  get startCursor(): string | null {
    return this.cursorAt(0);
  }

  get endCursor(): string | null {
    return this.cursorAt(-1);
  }
}

/** A page of a list. */
export interface PageOf<T extends object> {
  readonly nodes: readonly T[];
  readonly edges: readonly { cursor: string; node: T }[];
  readonly pageInfo: PagePosition;
  totalCount(): Promise<number>;
}

/** A page of a list with its cursors. Cursors and the count are computed only on request. */
export class Connection<T extends object> implements PageOf<T> {
  readonly nodes: readonly T[];
  private readonly more: boolean;

  constructor(
    /** The page's items, plus one if the list continues. */
    records: readonly T[],
    private readonly request: PageRequest,
    private readonly keys: readonly OrderKey[],
    private readonly valueOf: (record: T, column: string) => unknown,
    readonly totalCount: () => Promise<number>,
  ) {
    const size = pageSize(request);
    this.more = records.length > size;
    this.nodes = this.more ? records.slice(0, size) : records;
  }

  get edges(): { cursor: string; node: T }[] {
    return this.nodes.map((node) => ({ node, cursor: this.cursorOf(node)! }));
  }

  get pageInfo(): PagePosition {
    return new PagePosition(this.more, Boolean(this.request.after), (place) => this.cursorOf(this.nodes.at(place)));
  }

  /** The same page with other items in place of its own, such as figures about each record. */
  replaced<U extends object>(nodes: readonly U[]): PageOf<U> {
    const edges = () => this.edges.map(({ cursor }, index) => ({ cursor, node: nodes[index]! }));
    const pageInfo = () => this.pageInfo;
    return {
      nodes,
      get edges() {
        return edges();
      },
      get pageInfo() {
        return pageInfo();
      },
      totalCount: this.totalCount,
    };
  }

  private cursorOf(node: T | undefined): string | null {
    if (!node) return null;
    return encodeCursor(
      this.keys,
      this.keys.map((key) => this.valueOf(node, key.column)),
    );
  }
}
