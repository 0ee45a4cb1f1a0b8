import type { Reader } from '../../shared/database/reader';
import { and, column, padded, type Sql, sql } from '../../shared/database/sql';
import type { Decimal } from '../../shared/domain/decimal';
import { groupedBy } from '../../shared/domain/groups';
import type { MeasuringDay, Metric, MetricValue } from '../../shared/domain/metric';
import { type AllianceSubject, allianceSubject } from '../alliances';
import { passedDeliveries } from '../assisted-delivery';
import {
  type PartnerPeriod,
  partnerPeriodSubject,
  type PartnerSubject,
  partnerSubject,
  qualificationSubject,
} from '../partners';
import { SurveyKind, SurveyResponse } from './survey-response.entity';
import { SurveyResponseStatus } from './survey-response.lifecycle';
import { csat, nps, type ScoreCounts } from './survey-score.formula';

/** A firm, in a period if it has one. */
type Subject = Pick<PartnerSubject, 'partnerId'> & Partial<PartnerPeriod>;
type Answer = Pick<SurveyResponse, 'id' | 'projectId' | 'respondedOn' | 'score'> & { partnerId: Subject['partnerId'] };
type Formula = (scores: ScoreCounts) => Decimal | null;

/** The answers about the partners that count, in the order of their ids. */
function answers(
  reader: Reader,
  kind: SurveyKind,
  subjects: readonly Subject[],
  further: readonly Sql[],
): Promise<Answer[]> {
  const partnerIds = new Set(subjects.map(({ partnerId }) => partnerId));
  const where = and([
    sql`${column<SurveyResponse>('partnerId')} IN (${padded([...partnerIds])})`,
    sql`${column<SurveyResponse>('kind')} = ${kind}`,
    sql`${column<SurveyResponse>('status')} = ${SurveyResponseStatus.RECORDED}`,
    ...further,
  ]);
  return reader.rows<Answer>(
    sql`SELECT t.id, t.partnerId, t.projectId, t.respondedOn, t.score FROM survey_response AS t WHERE ${where} ORDER BY t.id`,
  );
}

const upTo = (day: string) => sql`${column<SurveyResponse>('respondedOn')} <= ${day}`;
const since = (day: string) => sql`${column<SurveyResponse>('respondedOn')} >= ${day}`;

function measured(formula: Formula, counted: readonly Answer[]): MetricValue {
  const value = formula(counted.map(({ score }) => ({ score: Number(score), count: 1 })));
  return { value, evidence: counted.map(({ id }) => id) };
}

/** The scores of firms up to the day, or in their periods. */
async function scoreOfFirms(
  reader: Reader,
  subjects: readonly Subject[],
  { on }: MeasuringDay,
  kind: SurveyKind,
  formula: Formula,
): Promise<MetricValue[]> {
  const lasts = subjects.map(({ until }) => until ?? on);
  const firsts = subjects.map(({ from }) => from).filter((from) => from !== undefined);
  const range = [
    upTo(lasts.reduce((one, other) => (one > other ? one : other))),
    // One firm without a period needs all of its answers.
    ...(firsts.length === subjects.length ? [since(firsts.reduce((one, other) => (one < other ? one : other)))] : []),
  ];
  const all = await answers(reader, kind, subjects, range);
  const byPartner = groupedBy('partnerId', all);
  return subjects.map(({ partnerId, from = '', until = on }) => {
    const counted = (byPartner.get(partnerId) ?? []).filter(
      ({ respondedOn }) => from <= respondedOn && respondedOn <= until,
    );
    return measured(formula, counted);
  });
}

export const assistedDeliverySatisfaction: Metric<Reader, PartnerSubject> = {
  name: 'assistedDeliverySatisfaction',
  label: 'Customer satisfaction on assisted deliveries',
  description:
    'The percentage of the CSAT scores 4 and 5 that customers gave the partner on the projects of its passed assisted deliveries. Not known without scores.',
  unit: 'PERCENT',
  subjects: [qualificationSubject, partnerSubject],
  async measureAll(reader, subjects, day) {
    const ofSubjects = await passedDeliveries(reader, subjects, day);
    const projectIds = [...new Set(ofSubjects.flat().map(({ projectId }) => projectId))];
    const onProjects = sql`${column<SurveyResponse>('projectId')} IN (${padded(projectIds)})`;
    const all =
      projectIds.length > 0 ? await answers(reader, SurveyKind.CSAT, subjects, [onProjects, upTo(day.on)]) : [];
    return subjects.map(({ partnerId }, index) => {
      const projects = new Set(ofSubjects[index]!.map(({ projectId }) => projectId));
      return measured(
        csat,
        all.filter((answer) => answer.partnerId === partnerId && projects.has(answer.projectId)),
      );
    });
  },
};

export const customerSatisfaction: Metric<Reader, Subject> = {
  name: 'customerSatisfaction',
  label: 'Customer satisfaction',
  description:
    'The percentage of the CSAT scores 4 and 5 that customers gave the partner, in the period if it has one. Not known without scores.',
  unit: 'PERCENT',
  subjects: [partnerSubject, partnerPeriodSubject],
  measureAll: (reader, subjects, day) => scoreOfFirms(reader, subjects, day, SurveyKind.CSAT, csat),
};

export const netPromoterScore: Metric<Reader, Subject> = {
  name: 'netPromoterScore',
  label: 'Net promoter score',
  description:
    'The percentage of the NPS scores 9 and 10 less that of 0 to 6 that customers gave the partner, in the period if it has one; from -100 to 100. Not known without scores.',
  unit: 'SCORE',
  maximum: 100,
  subjects: [partnerSubject, partnerPeriodSubject],
  measureAll: (reader, subjects, day) => scoreOfFirms(reader, subjects, day, SurveyKind.NPS, nps),
};

/** The evidence names at most this many responses, newest first. */
const maxEvidence = 100;

export const jointSatisfaction: Metric<Reader, AllianceSubject> = {
  name: 'jointSatisfaction',
  label: 'Customer satisfaction with joint projects',
  description: `The percentage of the CSAT scores 4 and 5 on projects that deliver joint solutions of the alliance. Not known without scores. The evidence names the newest ${maxEvidence} responses.`,
  unit: 'PERCENT',
  subjects: [allianceSubject],
  async measureAll(reader, subjects, { on }) {
    const given = sql`SELECT solution.allianceId AS allianceId, response.id AS id, response.score AS score,
        COUNT(*) OVER (PARTITION BY solution.allianceId, response.score) AS count,
        ROW_NUMBER() OVER (PARTITION BY solution.allianceId ORDER BY response.id DESC) AS place,
        ROW_NUMBER() OVER (PARTITION BY solution.allianceId, response.score ORDER BY response.id DESC) AS placeOfScore
      FROM joint_solution AS solution
      JOIN project AS joint ON joint.jointSolutionId = solution.id
      JOIN survey_response AS response ON response.projectId = joint.id
      WHERE solution.allianceId IN (${padded(subjects.map(({ allianceId }) => allianceId))})
        AND response.kind = ${SurveyKind.CSAT} AND response.status = ${SurveyResponseStatus.RECORDED}
        AND response.respondedOn <= ${on}`;
    // One row of each score has its count; the others are evidence.
    const rows = await reader.rows<
      Record<'allianceId' | 'id', string> & Record<'score' | 'count' | 'place' | 'placeOfScore', unknown>
    >(
      sql`SELECT * FROM (${given}) AS ranked WHERE ranked.place <= ${maxEvidence} OR ranked.placeOfScore = 1 ORDER BY ranked.place`,
    );
    const byAlliance = groupedBy('allianceId', rows);
    return subjects.map(({ allianceId }): MetricValue => {
      const found = byAlliance.get(allianceId) ?? [];
      const counts = found.filter(({ placeOfScore }) => Number(placeOfScore) === 1);
      return {
        value: csat(counts.map(({ score, count }) => ({ score: Number(score), count: Number(count) }))),
        evidence: found.filter(({ place }) => Number(place) <= maxEvidence).map(({ id }) => id),
      };
    });
  },
};
