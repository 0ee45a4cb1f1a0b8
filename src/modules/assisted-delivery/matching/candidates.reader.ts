import type { Reader } from '../../../shared/database/reader';
import { and, sql, type Sql } from '../../../shared/database/sql';
import { searchKey } from '../../../shared/domain/text';
import type { ServiceOffering } from '../../catalog';
import { Partner, PartnerStatus, Qualification, QualificationStage } from '../../partners';
import { Project, ProjectStatus } from '../../projects';
import { boundTerms, enoughProjects, weights } from './matching.formula';

/** A partner with its open qualification for the offering; null without one. */
export interface Candidate {
  partner: Partner;
  qualification: Qualification | null;
}

/** A candidate that the staffing rule admits, with the most that it can score; see `boundScale`. */
export interface BoundedCandidate extends Candidate {
  qualification: Qualification;
  bound: number;
  key: string;
  alreadyStaffed: boolean;
}

export interface Found extends Record<string, unknown> {
  partnerId: string;
  qualificationId: string | null;
}

export type FoundByBound = Found & Record<'bound' | 'staffed', number | string>;

const able = [QualificationStage.ASSISTED, QualificationStage.INDEPENDENT];
const ended = [PartnerStatus.TERMINATED, PartnerStatus.REJECTED];

/** The open qualification of the partner `t` for the offering. */
const openFor = (offeringId: string) =>
  sql`held.partnerId = t.id AND held.offeringId = ${offeringId} AND held.openKey IS NOT NULL`;
const admits = sql`t.status = ${PartnerStatus.ACTIVE} AND held.stage IN (${able})`;
/** The number of gaps that the staffing rule finds; null means no qualification. */
const gaps = sql`CASE WHEN t.status <> ${PartnerStatus.ACTIVE} THEN 1 ELSE 0 END
  + CASE WHEN held.stage IN (${able}) THEN 0 ELSE 1 END`;

/** The key by which equal candidates are ordered. */
const keyOf = ({ nameKey, id }: Partner) => `${nameKey} ${id}`;

/**
 * A slice of the candidates that the staffing rule admits, by the most that they can score, then by key. The database
 * counts the closed projects of all partners and orders them, so that only a slice is read and measured.
 */
export function findByBound(
  reader: Reader,
  project: Project,
  offeringId: ServiceOffering['id'],
  { offset, size }: { offset: number; size: number },
): Promise<FoundByBound[]> {
  const { independent, assisted, capacity, scoreTenth, over } = boundTerms;
  const inRegion = sql`t.region = ${project.region}`;
  const total = sql`CASE WHEN held.stage = ${QualificationStage.INDEPENDENT} THEN ${independent} ELSE ${assisted} END + ${capacity}
    + ${weights.REGION} * ${experience(sql`shown.ofRegion`, inRegion)}
    + ${weights.INDUSTRY} * ${experience(sql`shown.ofIndustry`, sql`knows.partnerId IS NOT NULL`)}`;
  const bound = sql`CASE WHEN t.scoreTenths >= 0 THEN (${total} + ${scoreTenth} * t.scoreTenths) * ${over.scored}
    ELSE (${total}) * ${over.unscored} END`;
  // A qualification at these stages is open. The places on the project are looked up for the slice alone.
  const slice = sql`SELECT t.id AS partnerId, held.id AS qualificationId, ${bound} AS bound, CONCAT(t.nameKey, ' ', t.id) AS name
    FROM qualification AS held JOIN partner AS t ON t.id = held.partnerId
    LEFT JOIN (${closedProjectsAlike(reader, project)}) AS shown ON shown.partnerId = t.id
    LEFT JOIN partner_industry AS knows ON knows.industryKey = ${searchKey(project.industry)} AND knows.partnerId = t.id
    WHERE ${and([sql`held.offeringId = ${offeringId}`, admits, reader.visible(Partner)])}
    ORDER BY bound DESC, name LIMIT ${size} OFFSET ${offset}`;
  return reader.rows<FoundByBound>(
    sql`SELECT slice.*, EXISTS (SELECT 1 FROM project_staffing AS staffed WHERE staffed.projectId = ${project.id}
          AND staffed.partnerId = slice.partnerId AND staffed.offeringId = ${offeringId}) AS staffed
        FROM (${slice}) AS slice ORDER BY slice.bound DESC, slice.name`,
  );
}

export async function loadBounded(reader: Reader, found: readonly FoundByBound[]): Promise<BoundedCandidate[]> {
  const candidates = await load(reader, found);
  return candidates.map((each, index) => ({
    ...each,
    qualification: each.qualification!,
    bound: Number(found[index]!.bound),
    key: keyOf(each.partner),
    alreadyStaffed: Number(found[index]!.staffed) === 1,
  }));
}

/** The value of experience, before its weight. */
function experience(projects: Sql, stated: Sql): Sql {
  const { closedProject, stated: statedTerm } = boundTerms;
  const most = closedProject * enoughProjects;
  return sql`CASE WHEN ${projects} >= ${enoughProjects} THEN ${most}
    WHEN ${projects} * ${closedProject} >= ${statedTerm} THEN ${projects} * ${closedProject}
    WHEN ${stated} THEN ${statedTerm} ELSE COALESCE(${projects}, 0) * ${closedProject} END`;
}

/** The closed projects of each partner in the region and in the industry. */
function closedProjectsAlike(reader: Reader, { region, industry }: Project): Sql {
  const of = (condition: Sql) => sql`COUNT(DISTINCT CASE WHEN ${condition} THEN t.id END)`;
  const [inRegion, inIndustry] = [sql`t.region = ${region}`, sql`t.industry = ${industry}`];
  return sql`SELECT staffed.partnerId, ${of(inRegion)} AS ofRegion, ${of(inIndustry)} AS ofIndustry FROM project AS t
    JOIN project_staffing AS staffed ON staffed.projectId = t.id
    WHERE ${and([sql`t.status = ${ProjectStatus.CLOSED}`, sql`${inRegion} OR ${inIndustry}`, reader.visible(Project)])}
    GROUP BY staffed.partnerId`;
}

/** The candidates that the staffing rule admits, by name, after a key and up to one. */
export async function admittedByName(
  reader: Reader,
  offeringId: ServiceOffering['id'],
  { after, until, size }: { after: Partner | null; until: Partner | null; size: number },
): Promise<Candidate[]> {
  const found = await reader.rows<Found>(
    sql`SELECT t.id AS partnerId, held.id AS qualificationId FROM partner AS t
        JOIN qualification AS held ON ${openFor(offeringId)}
        WHERE ${and([
          admits,
          reader.visible(Partner),
          ...(after ? [sql`t.nameKey >= ${after.nameKey}`, beyond(after)] : []),
          ...(until ? [sql`t.nameKey <= ${until.nameKey}`, sql`NOT (${beyond(until)})`] : []),
        ])}
        ORDER BY t.nameKey, t.id LIMIT ${size}`,
  );
  return load(reader, found);
}

const beyond = ({ nameKey, id }: Partner) => sql`t.nameKey > ${nameKey} OR (t.nameKey = ${nameKey} AND t.id > ${id})`;

/**
 * Partners whose partnership has not ended and that the staffing rule refuses: the first by name with one gap, followed
 * by the first with two, which are all that it finds.
 */
export function findRefused(reader: Reader, offeringId: ServiceOffering['id'], size: number): Promise<Found[]> {
  const [one, two] = [1, 2].map(
    (count) =>
      sql`SELECT t.id AS partnerId, held.id AS qualificationId, ${count} AS gaps, t.nameKey AS nameKey FROM partner AS t
          LEFT JOIN qualification AS held ON ${openFor(offeringId)}
          WHERE ${and([sql`t.status NOT IN (${ended})`, sql`${gaps} = ${count}`, reader.visible(Partner)])}
          ORDER BY t.nameKey, t.id LIMIT ${size}`,
  );
  return reader.rows<Found>(
    sql`SELECT * FROM (${one!}) AS withOne UNION ALL SELECT * FROM (${two!}) AS withTwo
        ORDER BY gaps, nameKey, partnerId LIMIT ${size}`,
  );
}

/** The records in the order in which their ids were found. */
export function load(reader: Reader, found: readonly Found[]): Promise<Candidate[]> {
  return Promise.all(
    found.map(async ({ partnerId, qualificationId }) => {
      const [partner, qualification] = await Promise.all([
        reader.require(Partner, partnerId),
        reader.byId(Qualification, qualificationId),
      ]);
      return { partner, qualification };
    }),
  );
}
