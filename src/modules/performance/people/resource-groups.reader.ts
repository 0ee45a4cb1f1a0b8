import { Connection, decodeCursor, type OrderKey, type PageRequest, pageSize } from '../../../shared/database/page';
import { and, column, foundFor, sql } from '../../../shared/database/sql';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { monthsWithin } from './capacity.formula';
import { belongs, chosenBy, placedFrom, placedWithin, provenWithin, type Question, whoOf } from './people.reader';
import { ResourceGrouping, type ResourceRow } from './people.types';

export type About = Pick<ResourceRow, 'key' | 'user' | 'partner' | 'role' | 'offering' | 'month'>;

/** The subject of a row, with its place in the list. */
export interface ResourceGroup {
  /** The key of the row. */
  id: string;
  /** By which the rows are ordered, before the key. */
  place: string;
  about: About;
}

const nothing = { user: null, partner: null, role: null, offering: null, month: null };
const keys: OrderKey[] = ['place', 'id'].map((name) => ({ column: name, direction: 'ASC' }));

/** A page of the rows that a question has; people and firms are read page by page, the others are few. */
export function groupsOf(question: Question, request: PageRequest): Promise<Connection<ResourceGroup>> {
  switch (question.by) {
    case ResourceGrouping.PERSON:
      return people(question, request);
    case ResourceGrouping.PARTNER:
      return firms(question, request);
    case ResourceGrouping.ROLE:
      return few(question, request, roles);
    case ResourceGrouping.OFFERING:
      return few(question, request, offerings);
    case ResourceGrouping.MONTH:
      return few(question, request, months);
  }
}

function connect(groups: readonly ResourceGroup[], request: PageRequest, count: () => Promise<number>) {
  return new Connection(groups, request, keys, (group, name) => group[name as 'place' | 'id'], count);
}

async function people(question: Question, request: PageRequest): Promise<Connection<ResourceGroup>> {
  const { reader } = question;
  const name = column<User>('name');
  const id = column<User>('id');
  const after = request.after ? decodeCursor(request.after, keys) : null;
  const beyond = after ? [sql`${name} >= ${after[0]} AND (${name} > ${after[0]} OR ${id} > ${after[1]})`] : [];
  const where = [belongs(question), ...beyond];
  const found = await reader.rows<{ id: User['id'] }>(
    sql`SELECT ${id} FROM user AS t WHERE ${and(where)} ORDER BY ${name}, ${id} LIMIT ${pageSize(request) + 1}`,
  );
  const users = await Promise.all(found.map((each) => reader.byId(User, each.id)));
  const groups = users
    .filter((user) => user !== null)
    .map((user) => ({ id: user.id, place: user.name, about: { ...nothing, key: user.id, user } }));
  return connect(groups, request, () => reader.count(User, { and: [belongs(question)] }));
}

/** The vendor first, then the partners by name. */
async function firms(question: Question, request: PageRequest): Promise<Connection<ResourceGroup>> {
  const { reader } = question;
  const ofFirm = and([belongs(question), sql`${column<User>('partnerId')} = firm.id`]);
  const members = sql`EXISTS (SELECT 1 FROM user AS t WHERE ${ofFirm})`;
  const own = and([belongs(question), sql`${column<User>('partnerId')} IS NULL`]);
  const after = request.after ? decodeCursor(request.after, keys) : null;
  const beyond = after
    ? sql` AND firm.nameKey >= ${after[0]} AND (firm.nameKey > ${after[0]} OR firm.id > ${after[1]})`
    : sql``;
  const [vendor, found] = await Promise.all([
    after ? [] : reader.rows(sql`SELECT ${column<User>('id')} FROM user AS t WHERE ${own} LIMIT 1`),
    reader.rows<{ id: Partner['id']; nameKey: string }>(
      sql`SELECT firm.id, firm.nameKey FROM partner AS firm WHERE ${members}${beyond} ORDER BY firm.nameKey, firm.id LIMIT ${pageSize(request) + 1}`,
    ),
  ]);
  const partners = await Promise.all(
    found.map(async ({ id, nameKey }) => ({
      id,
      place: nameKey,
      about: { ...nothing, key: id, partner: await reader.byId(Partner, id) },
    })),
  );
  const ofVendor = { id: 'VENDOR', place: '', about: { ...nothing, key: 'VENDOR' } };
  const groups = [...(vendor.length > 0 ? [ofVendor] : []), ...partners].slice(0, pageSize(request) + 1);
  return connect(groups, request, async () => {
    const [[ours], [theirs]] = await Promise.all([
      reader.rows(
        sql`SELECT COUNT(*) AS n FROM (SELECT ${column<User>('id')} FROM user AS t WHERE ${own} LIMIT 1) AS found`,
      ),
      reader.rows(sql`SELECT COUNT(*) AS n FROM partner AS firm WHERE ${members}`),
    ]);
    return Number(ours!.n) + Number(theirs!.n);
  });
}

async function few(
  question: Question,
  request: PageRequest,
  all: (question: Question) => Promise<ResourceGroup[]>,
): Promise<Connection<ResourceGroup>> {
  const [place, id] = request.after ? (decodeCursor(request.after, keys) as [string, string]) : ['', ''];
  const groups = (await all(question)).sort((one, other) => (isAfter(one, other) ? 1 : -1));
  const rest = groups.filter((group) => isAfter(group, { place, id }));
  return connect(rest.slice(0, pageSize(request) + 1), request, async () => groups.length);
}

type Place = Pick<ResourceGroup, 'place' | 'id'>;

const isAfter = (one: Place, other: Place) =>
  one.place > other.place || (one.place === other.place && one.id > other.id);

/** The roles by name, and last the people without one. */
async function roles(question: Question): Promise<ResourceGroup[]> {
  const { reader, filter } = question;
  const wanted = filter.role ? [sql`placed.role IN (${[...filter.role]})`] : [];
  const who = [...whoOf(question, 'id'), ...chosenBy(question, column<User>('id'))];
  const theirs =
    who.length > 0 ? [sql`placed.userId IN (SELECT ${column<User>('id')} FROM user AS t WHERE ${and(who)})`] : [];
  const isPlaced = sql`EXISTS (SELECT 1 ${placedFrom} WHERE placed.userId = ${column<User>('id')} AND ${placedWithin(question)})`;
  const [found, others] = await Promise.all([
    reader.rows<{ role: string }>(
      sql`SELECT DISTINCT placed.role ${placedFrom} WHERE ${and([placedWithin(question), ...wanted, ...theirs])}`,
    ),
    reader.rows(
      sql`SELECT ${column<User>('id')} FROM user AS t WHERE ${belongs(question)} AND NOT ${isPlaced} LIMIT 1`,
    ),
  ]);
  return [
    ...found.map(({ role }) => ({ id: role, place: '1', about: { ...nothing, key: role, role } })),
    ...(others.length > 0 ? [{ id: 'NONE', place: '2', about: { ...nothing, key: 'NONE' } }] : []),
  ];
}

/** The offerings that somebody is certified for, by name; those that the viewer may not see come first. */
async function offerings(question: Question): Promise<ResourceGroup[]> {
  const { reader } = question;
  const certified =
    foundFor(sql`SELECT 1 FROM certification AS proof JOIN user AS t ON ${column<User>('id')} = proof.userId
    WHERE proof.offeringId = offered.id AND ${provenWithin(question)} AND ${belongs(question)}`);
  const found = await reader.rows<{ id: ServiceOffering['id'] }>(
    sql`SELECT offered.id FROM service_offering AS offered WHERE ${certified}`,
  );
  return Promise.all(
    found.map(async ({ id }) => {
      const offering = await reader.byId(ServiceOffering, id);
      return { id, place: offering?.name ?? '', about: { ...nothing, key: id, offering } };
    }),
  );
}

async function months({ within }: Question): Promise<ResourceGroup[]> {
  return monthsWithin(within).map(({ month }) => ({
    id: month,
    place: month,
    about: { ...nothing, key: month, month },
  }));
}
