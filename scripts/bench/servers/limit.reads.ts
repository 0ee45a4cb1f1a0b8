import {
  cursorOf,
  ofFirm,
  ofStaffedProjects,
  percentOf,
  type Piece,
  positionOf,
  published,
  textsOf,
  type Viewer,
} from './access';
import type { Cells, Database } from './limit.database';

const partnersOfAPage = 10;
const itemsOfAPartner = 4;

/** Ten partners with their first four qualifications and staffings, and the records below: five statements. */
export async function portalPage(database: Database, viewer: Viewer): Promise<object> {
  const visible = ofFirm(viewer, 'id');
  const partners = await database.rows(
    `SELECT id, name, country, region, status, tier FROM partner WHERE ${visible.text} ORDER BY nameKey, id LIMIT ${partnersOfAPage}`,
    visible.params,
  );
  const ids = partners.map(([id]) => id);
  const [qualifications, staffings] = await Promise.all([
    firstOfEach(database, viewer, ids, 'qualification', 'id, stage, offeringId, createdAt', 'id'),
    staffedProjects(database, viewer, ids),
  ]);
  const milestones = await milestonesOf(
    database,
    staffings.map((cells) => cells[8]),
  );
  return {
    data: {
      partners: {
        nodes: partners.map(([id, name, country, region, status, tier]) => ({
          id,
          name,
          country,
          region,
          status,
          tier,
          qualifications: { nodes: qualifications.get(id) ?? [] },
          staffings: { nodes: withMilestones(staffings, id, milestones) },
        })),
      },
    },
  };
}

async function firstOfEach(
  database: Database,
  viewer: Viewer,
  partnerIds: unknown[],
  table: string,
  columns: string,
  order: string,
): Promise<Map<unknown, object[]>> {
  const visible = ofFirm(viewer, 'partnerId');
  const rows = await database.rows(
    `SELECT partnerId, ${columns} FROM (SELECT partnerId, ${columns}, ROW_NUMBER() OVER (PARTITION BY partnerId ORDER BY ${order}) AS place FROM ${table} WHERE partnerId IN (${marks(partnerIds)}) AND ${visible.text}) AS ranked WHERE place <= ${itemsOfAPartner} ORDER BY place`,
    [...partnerIds, ...visible.params],
  );
  return grouped(rows, ([, id, stage, offeringId, createdAt]) => {
    return { id, stage, offeringId, createdAt: published(createdAt as string) };
  });
}

/** Staffings with their project and its statements of work: one-to-one levels are joined. */
async function staffedProjects(database: Database, viewer: Viewer, partnerIds: unknown[]): Promise<Cells[]> {
  const visible = ofFirm(viewer, 'partnerId');
  return database.rows(
    `SELECT s.partnerId, s.id, s.offeringId, p.id, p.name, p.status, p.startsOn, p.endsOn, w.id, w.status, w.currencyCode, w.startsOn, w.endsOn
     FROM (SELECT id, partnerId, projectId, offeringId, ROW_NUMBER() OVER (PARTITION BY partnerId ORDER BY createdAt, id) AS place FROM project_staffing WHERE partnerId IN (${marks(partnerIds)}) AND ${visible.text}) AS s
     JOIN project AS p ON p.id = s.projectId
     LEFT JOIN statement_of_work AS w ON w.projectId = p.id
     WHERE s.place <= ${itemsOfAPartner} ORDER BY s.place, w.revision`,
    [...partnerIds, ...visible.params],
  );
}

async function milestonesOf(database: Database, sowIds: unknown[]): Promise<Map<unknown, object[]>> {
  const ids = sowIds.filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await database.rows(
    `SELECT sowId, id, name, dueOn, paymentShare FROM milestone WHERE sowId IN (${marks(ids)}) AND archivedAt IS NULL ORDER BY position, id`,
    ids,
  );
  return grouped(rows, ([, id, name, dueOn, share]) => {
    return { id, name, dueOn, paymentShare: percentOf(share as number) };
  });
}

function withMilestones(staffings: Cells[], partnerId: unknown, milestones: Map<unknown, object[]>): object[] {
  const nodes = new Map<unknown, { project: { statementsOfWork: object[] } }>();
  for (const cells of staffings) {
    const [ofPartner, id, offeringId, projectId, name, status, startsOn, endsOn, sowId] = cells;
    if (ofPartner !== partnerId) continue;
    let node = nodes.get(id);
    if (!node) {
      const project = { id: projectId, name, status, startsOn, endsOn, statementsOfWork: [] as object[] };
      nodes.set(id, (node = Object.assign({ id, offeringId }, { project })));
    }
    if (sowId === null) continue;
    const [, , , , , , , , , sowStatus, currencyCode, from, until] = cells;
    node.project.statementsOfWork.push({
      id: sowId,
      status: sowStatus,
      currencyCode,
      startsOn: from,
      endsOn: until,
      milestones: milestones.get(sowId) ?? [],
    });
  }
  return [...nodes.values()];
}

export async function onePartner(database: Database, viewer: Viewer, id: string): Promise<object> {
  const visible = ofFirm(viewer, 'id');
  const [row] = await database.rows(
    `SELECT id, version, name, legalName, country, registrationNumber, region, industries, website, contactName, contactEmail, status, tier, createdAt, updatedAt FROM partner WHERE id = ? AND ${visible.text}`,
    [id, ...visible.params],
  );
  if (!row) return { data: { partner: null } };
  const [own, version, name, legalName, country, registrationNumber, region, industries, website, ...rest] = row;
  const [contactName, contactEmail, status, tier, createdAt, updatedAt] = rest;
  return {
    data: {
      partner: {
        id: own,
        version,
        name,
        legalName,
        country,
        registrationNumber,
        region,
        industries: textsOf(industries),
        website,
        contactName,
        contactEmail,
        status,
        tier,
        createdAt: published(createdAt as string),
        updatedAt: published(updatedAt as string),
      },
    },
  };
}

/** A page of projects with their customers, by name: one statement. */
export async function projectsPage(database: Database, viewer: Viewer, query: URLSearchParams): Promise<object> {
  const first = Number(query.get('first'));
  const after = query.get('after');
  const visible = ofStaffedProjects(viewer, 'p.id');
  const conditions: Piece[] = [visible, oneOf('p.status', query), oneOf('p.region', query)];
  if (after) {
    const { key, id } = positionOf(after);
    conditions.push({
      text: 'p.nameKey >= ? AND (p.nameKey > ? OR (p.nameKey = ? AND p.id > ?))',
      params: [key, key, key, id],
    });
  }
  const rows = await database.rows(
    `SELECT p.id, p.name, p.region, p.industry, p.deliveryMode, p.status, p.startsOn, p.endsOn, p.nameKey, c.id, c.name
     FROM project AS p JOIN customer AS c ON c.id = p.customerId
     WHERE ${conditions.map(({ text }) => text).join(' AND ')} ORDER BY p.nameKey, p.id LIMIT ${first + 1}`,
    conditions.flatMap(({ params }) => params),
  );
  const page = rows.slice(0, first);
  const last = page.at(-1);
  const nodes = page.map(([id, name, region, industry, deliveryMode, status, startsOn, endsOn, , ofId, ofName]) => {
    const customer = { id: ofId, name: ofName };
    return { id, name, region, industry, deliveryMode, status, startsOn, endsOn, customer };
  });
  const endCursor = last ? cursorOf({ key: last[8] as string, id: last[0] as string }) : null;
  return { data: { projects: { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } } } };
}

/** The first page of the cost of approved time by phase and partner, added up from all entries. */
export async function costByPhase(database: Database, viewer: Viewer): Promise<object> {
  const rows = viewer.partnerId
    ? []
    : await database.rows(
        `SELECT partnerId, phase, SUM(minutes), SUM(costMinor), currencyCode FROM time_entry WHERE status = 'APPROVED' GROUP BY partnerId, phase, currencyCode ORDER BY partnerId, phase, currencyCode LIMIT 100`,
        [],
      );
  const nodes = rows.map(([partnerId, phase, minutes, costMinor, currencyCode]) => ({
    partnerId,
    phase,
    minutes: Number(minutes),
    cost: { amount: (Number(costMinor) / 100).toFixed(2), currencyCode },
  }));
  return { data: { costByPhase: { nodes } } };
}

function oneOf(column: string, query: URLSearchParams): Piece {
  const values = query.getAll(column.slice(2));
  return values.length > 0
    ? { text: `${column} IN (${marks(values)})`, params: values }
    : { text: '1 = 1', params: [] };
}

function marks(values: unknown[]): string {
  return values.map(() => '?').join(',');
}

function grouped(rows: Cells[], object: (cells: Cells) => object): Map<unknown, object[]> {
  const groups = new Map<unknown, object[]>();
  for (const cells of rows) {
    const group = groups.get(cells[0]);
    if (group) group.push(object(cells));
    else groups.set(cells[0], [object(cells)]);
  }
  return groups;
}
