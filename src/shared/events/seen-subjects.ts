import { type Access, everything, nothing } from '../access/policy';
import type { Viewer } from '../access/viewer';
import { recordClasses } from '../database/record';
import type { Shapes } from '../database/shape';
import { column, or, raw, type Sql, sql } from '../database/sql';
import { suffixLength } from '../domain/ids';
import type { Fact } from './fact';

/**
 * The condition on the alias `t` that narrows facts to those whose subjects the viewer sees, across all kinds of
 * records, in one statement.
 */
export function ofSeenSubjects(viewer: Viewer, access: Access, shapes: Shapes): Sql {
  const subjectId = column<Fact>('subjectId');
  const kind = sql`SUBSTR(${subjectId}, 1, LENGTH(${subjectId}) - ${raw(String(suffixLength))})`;
  const all: string[] = [];
  const some: Sql[] = [];
  for (const [prefix, recordClass] of recordClasses()) {
    if (!access.shows(recordClass)) continue;
    const visible = access.rows(viewer, recordClass);
    if (visible === everything) all.push(prefix);
    else if (visible !== nothing) {
      // Inside the subquery, the alias `t` means the record; outside, the fact.
      const seen = sql`SELECT t.id FROM ${shapes.of(recordClass).table} AS t WHERE ${visible}`;
      some.push(sql`${kind} = ${prefix} AND EXISTS (SELECT 1 FROM (${seen}) AS seen WHERE seen.id = ${subjectId})`);
    }
  }
  return or([sql`${kind} IN (${all})`, ...some]);
}
