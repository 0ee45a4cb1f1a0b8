import type { OrderKey } from './page';
import type { Node, StoredClass } from './record';
import { ahead, type Plan, type PlannedRelation, type ReadAhead, slotOf } from './relation';
import type { Projection } from './shape';
import { join, raw, type Sql, sql } from './sql';

/** What a selection has to know of the records it reads and of who reads them. */
export interface Sight {
  /** The table of the class. */
  table(recordClass: StoredClass): Sql;
  /** Which columns of it are read, and how they become a record. */
  projection<T extends Node>(recordClass: StoredClass<T>, plan: Plan | null): Projection<T>;
  /** The condition on the alias `t` that leaves what the viewer may see. */
  visible(recordClass: StoredClass): Sql;
}

/** A record that belongs to one that is read, in the same row of the answer. */
interface Join {
  planned: PlannedRelation;
  alias: string;
  projection: Projection<Node>;
  /** Where its cells begin. */
  offset: number;
  /** Which join the record is of that it belongs to; null for the selected record itself. */
  owner: number | null;
  /** The key there, as a column of the statement. */
  key: string;
  /** Where the owner carries the record. */
  slot: string;
}

/** Engines take few tables well in one statement; what is wanted beyond is read by statements of its own. */
const maxJoins = 8;

/**
 * One statement's columns and tables: records of one class, and with them whatever the plan wants that each of them
 * belongs to, since one to one it needs no statement of its own. Who may not see such a record finds null, as ever.
 */
export class Selection<T extends Node> {
  readonly projection: Projection<T>;
  private readonly joins: Join[] = [];

  constructor(
    private readonly sight: Sight,
    private readonly recordClass: StoredClass<T>,
    private readonly plan: Plan | null,
    /** The name and the value of a further column, which comes after those of the record. */
    private readonly further: { name: string; value: Sql } | null = null,
  ) {
    this.projection = sight.projection(recordClass, plan);
    if (plan) this.join();
  }

  /** The records that match, in their order; each row once. */
  statement(matches: Sql, order: readonly OrderKey[], limit: number | null): Sql {
    const { selection, cellOf } = this.projection;
    const inner = sql`SELECT ${selection} FROM ${this.sight.table(this.recordClass)} AS t WHERE ${matches}`;
    const bounds = limit === null ? raw('') : raw(` LIMIT ${limit}`);
    const orderBy = (nameOf: (column: string) => string) =>
      raw(
        order.length === 0
          ? ''
          : ` ORDER BY ${order.map((key) => `${nameOf(key.column)} ${key.direction}`).join(', ')}`,
      );
    const ofTable = (column: string) => `\`t\`.\`${column}\``;
    if (this.joins.length === 0) return sql`${inner}${orderBy(ofTable)}${bounds}`;
    const page = limit === null ? inner : sql`${inner}${orderBy(ofTable)}${bounds}`;
    return this.around(
      page,
      orderBy((column) => `base.c${cellOf(column)}`),
    );
  }

  /** The same of rows that are numbered by the further column: those up to the last number, in its order. */
  numbered(matches: Sql, last: number): Sql {
    const { name, value } = this.further!;
    const table = this.sight.table(this.recordClass);
    const inner = sql`SELECT ${this.projection.selection}, ${value} AS ${raw(name)} FROM ${table} AS t WHERE ${matches}`;
    return this.around(inner, raw(` WHERE base.${name} <= ${last} ORDER BY base.${name}`));
  }

  /** The records of the answer, with those that they belong to where `ahead` says; the latter are one each. */
  records(rows: readonly (readonly unknown[])[]): T[] {
    const known = this.joins.map(() => new Map<unknown, Node>());
    return rows.map((cells) => {
      const record = this.projection.record(cells, 0);
      const found: (Node | null)[] = [];
      this.joins.forEach((each, index) => {
        const owner = each.owner === null ? record : found[each.owner]!;
        found.push(owner && this.joined(each, cells, known[index]!));
        if (owner) slotsOf(owner)[each.slot] = found[index];
      });
      return record;
    });
  }

  /** What of a plan's relations came with its records. */
  covers(planned: PlannedRelation): boolean {
    return this.joins.some((each) => each.planned === planned);
  }

  private join(): void {
    let width = this.projection.width + (this.further ? 1 : 0);
    const add = (plan: Plan, projection: Projection<Node>, alias: string, owner: number | null) => {
      for (const planned of plan.related) {
        const { relation, plan: inner } = planned;
        if (relation.kind !== 'one' || this.joins.length === maxJoins) continue;
        const key = `${alias}.c${projection.cellOf(relation.key)}`;
        const own = { projection: this.sight.projection(relation.target(), inner), alias: `r${this.joins.length}` };
        this.joins.push({ ...own, planned, offset: width, owner, key, slot: slotOf(relation, planned.page) });
        width += own.projection.width;
      }
    };
    add(this.plan!, this.projection, 'base', null);
    // Further ones are added while it goes on.
    for (let index = 0; index < this.joins.length; index += 1) {
      const { planned, projection, alias } = this.joins[index]!;
      add(planned.plan, projection, alias, index);
    }
  }

  private around(inner: Sql, rest: Sql): Sql {
    const columns = raw(this.joins.map(({ alias }) => `, ${alias}.*`).join(''));
    const tables = this.joins.map(({ planned, projection, alias, key }) => {
      const recordClass = planned.relation.target();
      const own = sql`SELECT ${projection.selection} FROM ${this.sight.table(recordClass)} AS t WHERE ${this.sight.visible(recordClass)}`;
      return sql` LEFT JOIN (${own}) AS ${raw(alias)} ON ${raw(`${alias}.c${projection.cellOf('id')} = ${key}`)}`;
    });
    return sql`SELECT base.*${columns} FROM (${inner}) AS base${join(tables, '')}${rest}`;
  }

  private joined({ projection, offset }: Join, cells: readonly unknown[], known: Map<unknown, Node>): Node | null {
    const id = cells[offset + projection.cellOf('id')];
    if (id === null) return null;
    let record = known.get(id);
    if (!record) known.set(id, (record = projection.record(cells, offset)));
    return record;
  }
}

/** Where a record carries what was read for it ahead. */
export function slotsOf(record: Node): Record<string, unknown> {
  return ((record as ReadAhead)[ahead] ??= {});
}
