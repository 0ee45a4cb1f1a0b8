import type { Reader } from '../../shared/database/reader';
import { and, column, type Sql, sql } from '../../shared/database/sql';
import { wasCounted } from '../partners';
import { SurveyKind, SurveyResponse } from './survey-response.entity';
import type { SurveyResponseFilter } from './survey-response.inputs';
import { type SurveyResponseConditions, SurveyResponseStatus } from './survey-response.lifecycle';
import type { ScoreCounts } from './survey-score.formula';

/** The conditions of a response's steps. Batched. */
export async function conditionsOf(
  reader: Reader,
  { id, partnerId }: Pick<SurveyResponse, 'id' | 'partnerId'>,
): Promise<SurveyResponseConditions> {
  return { counted: partnerId !== null && (await wasCounted(reader, partnerId, id)) };
}

export function withinDays(filter: Pick<SurveyResponseFilter, 'from' | 'until'> | null): Sql[] {
  const { from, until } = filter ?? {};
  return [
    ...(from ? [sql`${column<SurveyResponse>('respondedOn')} >= ${from}`] : []),
    ...(until ? [sql`${column<SurveyResponse>('respondedOn')} <= ${until}`] : []),
  ];
}

/** How often each score was given, by kind, among the matching responses that count and that the viewer sees. */
export async function scoresOf(
  reader: Reader,
  filter: SurveyResponseFilter | null,
): Promise<Map<SurveyKind, ScoreCounts>> {
  const { projectId, partnerId, customerId, kind, status } = filter ?? {};
  const among = (name: 'projectId' | 'partnerId' | 'customerId' | 'kind' | 'status', values?: string[] | null) =>
    values ? [sql`${column<SurveyResponse>(name)} IN (${values})`] : [];
  const where = and([
    reader.visible(SurveyResponse),
    sql`${column<SurveyResponse>('status')} = ${SurveyResponseStatus.RECORDED}`,
    ...among('projectId', projectId),
    ...among('partnerId', partnerId),
    ...among('customerId', customerId),
    ...among('kind', kind),
    ...among('status', status),
    ...withinDays(filter),
  ]);
  const rows = await reader.rows<{ kind: SurveyKind; score: number; number: number }>(
    sql`SELECT t.kind, t.score, COUNT(*) AS number FROM survey_response AS t WHERE ${where} GROUP BY t.kind, t.score`,
  );
  const counts = rows.map((row) => ({ kind: row.kind, score: Number(row.score), count: Number(row.number) }));
  return new Map(Object.values(SurveyKind).map((each) => [each, counts.filter((count) => count.kind === each)]));
}
