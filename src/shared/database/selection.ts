import type { OrderKey } from './page';
import type { Node, StoredClass } from './record';
import { ahead, type Plan, type PlannedRelation, type ReadAhead, slotOf } from './relation';
import type { Projection } from './shape';
import { join, raw, type Sql, sql } from './sql';

/** What a selection needs to know about tables, columns and the viewer. */
export interface Sight {
  /** The table of the class. */
  table(recordClass: StoredClass): Sql;
  /** Which columns to read, and how they become a record. */
  projection<T extends Node>(recordClass: StoredClass<T>, plan: Plan | null): Projection<T>;
  /** The condition on the alias `t` that narrows to what the viewer may see. */
  visible(recordClass: StoredClass): Sql;
}

/** A to-one related record, read in the same row. */
interface Join {
  planned: PlannedRelation;
  alias: string;
  projection: Projection<Node>;
  /** Where its cells begin in the row. */
  offset: number;
  /** The join whose record refers to this one; null if the selected record does. */
  owner: number | null;
  /** The referring key, as a column of the statement. */
  key: string;
  /** Where the referring record carries this one. */
  slot: string;
}

/** Engines handle few joined tables well; further relations are read with separate statements. */
const maxJoins = 8;

/**
 * The columns and tables of one statement: records of one class, joined with the to-one related records that the plan
 * needs. A related record that the viewer may not see is null.
 */
export class Selection<T extends Node> {
  readonly projection: Projection<T>;
  private readonly joins: Join[] = [];

  constructor(
    private readonly sight: Sight,
    private readonly recordClass: StoredClass<T>,
    private readonly plan: Plan | null,
    /** The name and the value of an additional column, which comes after those of the record. */
    private readonly further: { name: string; value: Sql } | null = null,
  ) {
    this.projection = sight.projection(recordClass, plan);
    if (plan) this.join();
  }

  /** The matching records, in order; each row once. */
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

  /** The same for rows that are numbered by the additional column: those up to the last number, in its order. */
  numbered(matches: Sql, last: number): Sql {
    const { name, value } = this.further!;
    const table = this.sight.table(this.recordClass);
    const inner = sql`SELECT ${this.projection.selection}, ${value} AS ${raw(name)} FROM ${table} AS t WHERE ${matches}`;
    return this.around(inner, raw(` WHERE base.${name} <= ${last} ORDER BY base.${name}`));
  }

  /** The records of the result, with their joined records under `ahead`. */
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

  /** Whether the relation was joined. */
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
    // The loop appends further joins as it proceeds.
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

/** The prefetched records that a record carries. */
export function slotsOf(record: Node): Record<string, unknown> {
  return ((record as ReadAhead)[ahead] ??= {});
}
