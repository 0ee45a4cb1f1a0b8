import type { Reader } from '../../../shared/database/reader';
import { and, column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { groupedBy } from '../../../shared/domain/groups';
import type { MeasuringDay, MetricRegistry, MetricValue } from '../../../shared/domain/metric';
import { certifiedMembersOf } from '../../assessments';
import type { ServiceOffering } from '../../catalog';
import { Allocation, Project, ProjectStatus } from '../../projects';
import { type Partner, partnerSubject } from '../../partners';
import {
  capacityPart,
  type Days,
  experiencePart,
  freePercent,
  type MatchPart,
  MatchPartCode,
  scorecardPart,
} from './matching.formula';

/** The overall score of a firm, 0 to 100; the module that keeps scorecards registers this metric. */
const scorecardMetric = 'scorecardOverall';

/** The data for ranking partners apart from their qualification, read for all of them together. */
export interface Strengths {
  of(partner: Partner): MatchPart[];
}

const endedProject = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

interface ClosedProject extends Record<string, unknown> {
  id: string;
  partnerId: string;
  region: string;
  industry: string;
}

/** A fixed number of statements, for any number of partners. */
export async function gatherStrengths(
  reader: Reader,
  metrics: MetricRegistry<Reader>,
  project: Project,
  partners: readonly Partner[],
  offeringId: ServiceOffering['id'],
  days: Days,
  today: MeasuringDay,
): Promise<Strengths> {
  const partnerIds = partners.map(({ id }) => id);
  const [certified, closed, scores] = await Promise.all([
    certifiedThroughout(reader, partnerIds, offeringId, [today.on, days.from]),
    closedProjects(reader, project, partnerIds),
    overallScores(reader, metrics, partnerIds, today),
  ]);
  const allocations = await allocationsOf(
    reader,
    certified.map(({ userId }) => userId as Allocation['userId']),
    days,
  );
  const [membersOf, takenOf, deliveredBy] = [
    groupedBy('partnerId', certified),
    groupedBy('userId', allocations),
    groupedBy('partnerId', closed),
  ];
  return {
    of(partner) {
      const members = (membersOf.get(partner.id) ?? []).map(({ id, userId }) => {
        const taken = takenOf.get(userId) ?? [];
        const shares = taken.map(({ startsOn, endsOn, percent }) => ({ from: startsOn, until: endsOn, percent }));
        return {
          certificationId: id,
          free: freePercent(shares, days),
          allocationIds: taken.map((each) => each.id),
        };
      });
      const delivered = deliveredBy.get(partner.id) ?? [];
      const idsOf = (matches: (each: ClosedProject) => boolean) => delivered.filter(matches).map(({ id }) => id);
      const worksThere = partner.region === project.region ? partner.id : null;
      const knowsIt = partner.industries.includes(project.industry) ? partner.id : null;
      const score = scores.get(partner.id);
      return [
        capacityPart(members, days),
        experiencePart(
          MatchPartCode.REGION,
          project.region,
          idsOf(({ region }) => region === project.region),
          worksThere,
        ),
        experiencePart(
          MatchPartCode.INDUSTRY,
          project.industry,
          idsOf(({ industry }) => industry === project.industry),
          knowsIt,
        ),
        scorecardPart(score?.value ?? null, score?.evidence ?? []),
      ];
    },
  };
}

/** The certifications for the offering that hold today, of active members who also hold one when work begins. */
async function certifiedThroughout(
  reader: Reader,
  partnerIds: readonly Partner['id'][],
  offeringId: ServiceOffering['id'],
  days: readonly PlainDate[],
) {
  const held = await Promise.all([...new Set(days)].map((on) => certifiedMembersOf(reader, partnerIds, on)));
  const [first = [], ...later] = held.map((all) => all.filter((each) => each.offeringId === offeringId));
  const holders = later.map((all) => new Set(all.map(({ userId }) => userId)));
  return first.filter(({ userId }) => holders.every((each) => each.has(userId)));
}

/** What takes the time of people on the days. A person on a project that ended early is free again. */
function allocationsOf(reader: Reader, userIds: readonly Allocation['userId'][], days: Days): Promise<Allocation[]> {
  return reader.list(
    Allocation,
    {
      userId: [...new Set(userIds)],
      and: [
        sql`${column<Allocation>('startsOn')} <= ${days.until}`,
        sql`${column<Allocation>('endsOn')} >= ${days.from}`,
        sql`NOT EXISTS (SELECT 1 FROM project AS ended
          WHERE ended.id = ${column<Allocation>('projectId')} AND ended.status IN (${endedProject}))`,
      ],
    },
    [{ column: 'id' }],
  );
}

/** The closed projects in the same region or industry on which the partners delivered. */
async function closedProjects(
  reader: Reader,
  project: Project,
  partnerIds: readonly Partner['id'][],
): Promise<ClosedProject[]> {
  const alike = sql`${column<Project>('region')} = ${project.region} OR ${column<Project>('industry')} = ${project.industry}`;
  const closed = sql`${column<Project>('status')} = ${ProjectStatus.CLOSED}`;
  return reader.rows<ClosedProject>(
    sql`SELECT DISTINCT t.id, staffed.partnerId, t.region, t.industry FROM project AS t
        JOIN project_staffing AS staffed ON staffed.projectId = t.id
        WHERE staffed.partnerId IN (${[...partnerIds]}) AND ${and([closed, alike, reader.visible(Project)])} ORDER BY t.id`,
  );
}

async function overallScores(
  reader: Reader,
  metrics: MetricRegistry<Reader>,
  partnerIds: readonly Partner['id'][],
  today: MeasuringDay,
): Promise<Map<string, MetricValue>> {
  const subjects = partnerIds.map((partnerId) => ({ partnerId }));
  const scores = await metrics.on(partnerSubject, scorecardMetric)?.measureAll(reader, subjects, today);
  return new Map(scores?.map((score, index) => [partnerIds[index]!, score]));
}
