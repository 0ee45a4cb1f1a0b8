import type { Reader } from '../../../shared/database/reader';
import type { Shapes } from '../../../shared/database/shape';
import { sql } from '../../../shared/database/sql';
import { Fact } from '../../../shared/events/fact';

/** How many facts are read and worked on together. */
export const chunkSize = 500;

/**
 * The facts of a type in a span of time, in the order in which they happened, in chunks: two statements for each, by an
 * index. The reader sees every fact.
 */
export async function* factsIn(
  reader: Reader,
  shapes: Shapes,
  type: string,
  span: { from: Date; until: Date },
): AsyncGenerator<Fact[]> {
  const stored = (moment: Date) => shapes.of(Fact).stored('occurredAt', moment);
  let last: Fact | undefined;
  for (;;) {
    const since = stored(last?.occurredAt ?? span.from);
    const beyond = last ? sql`(fact.occurredAt > ${since} OR fact.id > ${last.id})` : sql`1 = 1`;
    const rows = await reader.rows<{ id: Fact['id'] }>(
      sql`SELECT fact.id AS id FROM fact WHERE fact.type = ${type} AND fact.occurredAt >= ${since} AND fact.occurredAt < ${stored(span.until)} AND ${beyond} ORDER BY fact.occurredAt, fact.id LIMIT ${chunkSize}`,
    );
    if (rows.length === 0) return;
    const chunk = await reader.list(Fact, { id: rows.map(({ id }) => id) }, [
      { column: 'occurredAt' },
      { column: 'id' },
    ]);
    yield chunk;
    if (rows.length < chunkSize) return;
    last = chunk.at(-1);
  }
}
