import type { Reader } from '../../../shared/database/reader';
import { and, column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { MetricRegistry, MetricValue } from '../../../shared/domain/metric';
import { Certification } from '../../assessments';
import type { ServiceOffering } from '../../catalog';
import { Allocation, Project, ProjectStaffing, ProjectStatus } from '../../projects';
import { type Partner, partnerSubject, qualificationSubject } from '../../partners';
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
  of(partner: Partner, offeringId: string): MatchPart[];
}

const endedProject = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

interface ClosedProject extends Record<string, unknown> {
  id: string;
  partnerId: string;
  region: string;
  industry: string;
}

/** A fixed number of statements, for any number of partners and offerings. */
export async function gatherStrengths(
  reader: Reader,
  metrics: MetricRegistry<Reader>,
  project: Project,
  partners: readonly Partner[],
  offeringIds: readonly ServiceOffering['id'][],
  days: Days,
  today: PlainDate,
): Promise<Strengths> {
  const partnerIds = partners.map(({ id }) => id);
  const [certified, closed, scores] = await Promise.all([
    certifiedMembers(reader, metrics, partnerIds, offeringIds, [today, days.from]),
    closedProjects(reader, project, partnerIds),
    overallScores(reader, metrics, partnerIds, today),
  ]);
  const people = new Set(certified.flatMap(({ certifications }) => certifications.map(({ userId }) => userId)));
  const allocations = await reader.list(
    Allocation,
    {
      userId: [...people],
      and: [
        sql`${column<Allocation>('startsOn')} <= ${days.until}`,
        sql`${column<Allocation>('endsOn')} >= ${days.from}`,
        // A person on a project that ended early is free again.
        sql`${column<Allocation>('projectId')} NOT IN (SELECT ended.id FROM project AS ended WHERE ended.status IN (${endedProject}))`,
      ],
    },
    [{ column: 'id' }],
  );
  return {
    of(partner, offeringId) {
      const members =
        certified.find((each) => each.partnerId === partner.id && each.offeringId === offeringId)?.certifications ?? [];
      const delivered = closed.filter(({ partnerId }) => partnerId === partner.id);
      const idsOf = (matches: (each: ClosedProject) => boolean) => delivered.filter(matches).map(({ id }) => id);
      const worksThere = partner.region === project.region ? partner.id : null;
      const knowsIt = partner.industries.includes(project.industry) ? partner.id : null;
      const score = scores.get(partner.id);
      return [
        capacityPart(
          members.map(({ id, userId }) => {
            const taken = allocations.filter((each) => each.userId === userId);
            const shares = taken.map(({ startsOn, endsOn, percent }) => ({ from: startsOn, until: endsOn, percent }));
            return {
              certificationId: id,
              free: freePercent(shares, days),
              allocationIds: taken.map((each) => each.id),
            };
          }),
          days,
        ),
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

interface Certified {
  partnerId: string;
  offeringId: string;
  certifications: Certification[];
}

/** The certifications of active members that are valid both today and when work begins. */
async function certifiedMembers(
  reader: Reader,
  metrics: MetricRegistry<Reader>,
  partnerIds: readonly Partner['id'][],
  offeringIds: readonly ServiceOffering['id'][],
  days: readonly PlainDate[],
): Promise<Certified[]> {
  const metric = metrics.on(qualificationSubject, 'certifiedMembers')!;
  const subjects = partnerIds.flatMap((partnerId) => offeringIds.map((offeringId) => ({ partnerId, offeringId })));
  const measured = await Promise.all([...new Set(days)].map((on) => metric.measureAll(reader, subjects, { on })));
  const counted = subjects.map((subject, index) => ({
    ...subject,
    evidence: measured.map((values) => values[index]!.evidence),
  }));
  const certifications = await reader.list(Certification, {
    id: [...new Set(counted.flatMap(({ evidence }) => evidence.flat()))] as Certification['id'][],
  });
  const byId = new Map<string, Certification>(certifications.map((each) => [each.id, each]));
  return counted.map(({ partnerId, offeringId, evidence }) => {
    const [first = [], ...later] = evidence.map((ids) => ids.map((id) => byId.get(id)!));
    const onAll = first.filter(({ userId }) => later.every((each) => each.some((other) => other.userId === userId)));
    return { partnerId, offeringId, certifications: onAll };
  });
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
  on: PlainDate,
): Promise<Map<string, MetricValue>> {
  const subjects = partnerIds.map((partnerId) => ({ partnerId }));
  const scores = await metrics.on(partnerSubject, scorecardMetric)?.measureAll(reader, subjects, { on });
  return new Map(scores?.map((score, index) => [partnerIds[index]!, score]));
}

/** The partners that already deliver an offering on the project, as `partner offering`. */
export async function staffedOn(reader: Reader, project: Project): Promise<Set<string>> {
  const staffings = await reader.listBy(ProjectStaffing, 'projectId', project.id);
  return new Set(staffings.map(({ partnerId, offeringId }) => `${partnerId} ${offeringId}`));
}
