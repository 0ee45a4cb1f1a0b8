import fastify from 'fastify';
import mercurius from 'mercurius';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import {
  claimsOf,
  cursorOf,
  listening,
  now,
  ofFirm,
  ofStaffedProjects,
  percentOf,
  type Piece,
  positionOf,
  published,
  textsOf,
  type Viewer,
  viewerSql,
} from './access';
import { peerSchema } from './peer.schema';

/*
 * The fast peer: Mercurius with its JIT and its loaders, which batch the requests of many parents, on mysql2. The loaders
 * follow its guide, with their cache per request.
 */

const { hostname, port, username, pathname } = new URL(process.env.DATABASE_URL!);
const pool = createPool({
  host: hostname,
  port: Number(port),
  user: username,
  database: pathname.slice(1),
  connectionLimit: 10,
  timezone: 'Z',
  dateStrings: true,
});

type Row = RowDataPacket & Record<string, string | number | null>;

async function rows(statement: string, params: readonly unknown[]): Promise<Row[]> {
  const [found] = await pool.execute<Row[]>(statement, params as string[]);
  return found;
}

interface Context {
  viewer: Viewer;
}

interface Query<T = Row> {
  obj: T;
  params: { first: number };
}

const partnerColumns =
  'id, version, name, nameKey, legalName, country, registrationNumber, region, industries, website, contactName, contactEmail, status, tier, createdAt, updatedAt';
const projectColumns =
  't.id, t.name, t.nameKey, t.customerId, t.region, t.industry, t.deliveryMode, t.status, t.startsOn, t.endsOn';

const resolvers = {
  Query: {
    partner: async (_: unknown, { id }: { id: string }, { viewer }: Context) => {
      const visible = ofFirm(viewer, 'id');
      const statement = `SELECT ${partnerColumns} FROM partner WHERE id = ? AND ${visible.text}`;
      const [row] = await rows(statement, [id, ...visible.params]);
      return row ?? null;
    },
    partners: async (_: unknown, { first }: { first: number }, { viewer }: Context) => {
      const visible = ofFirm(viewer, 'id');
      const statement = `SELECT ${partnerColumns} FROM partner WHERE ${visible.text} ORDER BY nameKey, id LIMIT ${first + 1}`;
      return connection(await rows(statement, visible.params), first);
    },
    projects: async (
      _: unknown,
      args: { first: number; after?: string; filter: { status?: string[]; region?: string[] } },
      { viewer }: Context,
    ) => {
      const { first, after, filter } = args;
      const conditions = [ofStaffedProjects(viewer, 't.id')];
      if (filter.status) conditions.push(oneOf('t.status', filter.status));
      if (filter.region) conditions.push(oneOf('t.region', filter.region));
      if (after) {
        const { key, id } = positionOf(after);
        const text = 't.nameKey >= ? AND (t.nameKey > ? OR (t.nameKey = ? AND t.id > ?))';
        conditions.push({ text, params: [key, key, key, id] });
      }
      const where = conditions.map(({ text }) => text).join(' AND ');
      const found = await rows(
        `SELECT ${projectColumns} FROM project AS t WHERE ${where} ORDER BY t.nameKey, t.id LIMIT ${first + 1}`,
        conditions.flatMap(({ params }) => params),
      );
      return connection(found, first);
    },
  },
  Partner: {
    industries: ({ industries }: Row) => textsOf(industries),
    createdAt: ({ createdAt }: Row) => published(createdAt as string),
    updatedAt: ({ updatedAt }: Row) => published(updatedAt as string),
  },
  Qualification: { createdAt: ({ createdAt }: Row) => published(createdAt as string) },
  Milestone: { paymentShare: ({ paymentShare }: Row) => percentOf(paymentShare as number) },
};

const loaders = {
  Partner: {
    qualifications: async (queries: Query[], { viewer }: Context) =>
      firstOfEach(queries, viewer, 'qualification', 'id, partnerId, stage, offeringId, createdAt', 'id'),
    staffings: async (queries: Query[], { viewer }: Context) =>
      firstOfEach(queries, viewer, 'project_staffing', 'id, partnerId, projectId, offeringId', 'createdAt, id'),
  },
  ProjectStaffing: {
    project: async (queries: Query[], { viewer }: Context) => {
      const visible = ofStaffedProjects(viewer, 't.id');
      const ids = queries.map(({ obj }) => obj.projectId);
      return oneOfEach(
        await rows(`SELECT ${projectColumns} FROM project AS t WHERE t.id IN (${marks(ids)}) AND ${visible.text}`, [
          ...ids,
          ...visible.params,
        ]),
        ids,
      );
    },
  },
  Project: {
    customer: async (queries: Query[]) => {
      const ids = queries.map(({ obj }) => obj.customerId);
      return oneOfEach(await rows(`SELECT id, name FROM customer WHERE id IN (${marks(ids)})`, ids), ids);
    },
    statementsOfWork: async (queries: Query[]) => {
      const ids = queries.map(({ obj }) => obj.id);
      const statement = `SELECT id, projectId, status, currencyCode, startsOn, endsOn FROM statement_of_work WHERE projectId IN (${marks(ids)}) ORDER BY revision`;
      return allOfEach(await rows(statement, ids), 'projectId', ids);
    },
  },
  StatementOfWork: {
    milestones: async (queries: Query[]) => {
      const ids = queries.map(({ obj }) => obj.id);
      const statement = `SELECT id, sowId, name, dueOn, paymentShare FROM milestone WHERE sowId IN (${marks(ids)}) AND archivedAt IS NULL ORDER BY position, id`;
      return allOfEach(await rows(statement, ids), 'sowId', ids);
    },
  },
};

async function firstOfEach(
  queries: Query[],
  viewer: Viewer,
  table: string,
  columns: string,
  order: string,
): Promise<{ nodes: Row[] }[]> {
  const ids = queries.map(({ obj }) => obj.id);
  const visible = ofFirm(viewer, 'partnerId');
  // All parents in an operation have the same arguments.
  const first = Number(queries[0]!.params.first);
  const ranked = `SELECT ${columns}, ROW_NUMBER() OVER (PARTITION BY partnerId ORDER BY ${order}) AS place FROM ${table} WHERE partnerId IN (${marks(ids)}) AND ${visible.text}`;
  const found = await rows(`SELECT * FROM (${ranked}) AS ranked WHERE place <= ${first} ORDER BY place`, [
    ...ids,
    ...visible.params,
  ]);
  return allOfEach(found, 'partnerId', ids).map((nodes) => ({ nodes }));
}

function allOfEach(found: Row[], key: string, ids: unknown[]): Row[][] {
  const groups = new Map<unknown, Row[]>(ids.map((id) => [id, []]));
  for (const row of found) groups.get(row[key])!.push(row);
  return ids.map((id) => groups.get(id)!);
}

function oneOfEach(found: Row[], ids: unknown[]): (Row | null)[] {
  const byId = new Map<unknown, Row>(found.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

function connection(found: Row[], first: number) {
  const nodes = found.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = last ? cursorOf({ key: last.nameKey as string, id: last.id as string }) : null;
  return { nodes, pageInfo: { hasNextPage: found.length > first, endCursor } };
}

function oneOf(column: string, values: string[]): Piece {
  return { text: `${column} IN (${marks(values)})`, params: values };
}

function marks(values: unknown[]): string {
  return values.map(() => '?').join(',');
}

async function start(): Promise<void> {
  const app = fastify();
  await app.register(mercurius, {
    schema: peerSchema,
    resolvers: resolvers as never,
    loaders: loaders as never,
    jit: 1,
    context: async (request): Promise<Context> => {
      const claims = claimsOf(request.headers.authorization);
      const [row] = claims ? await rows(viewerSql, [claims.sid, claims.sub, now()]) : [];
      if (!claims || !row) throw new mercurius.ErrorWithProps('Sign in first.', { code: 'UNAUTHENTICATED' }, 401);
      return { viewer: { userId: claims.sub, roles: textsOf(row.roles), partnerId: row.partnerId as string | null } };
    },
  });
  console.log(await app.listen(listening));
}

void start();
