import { InvalidInputError } from '../domain/errors';
import { Connection, decodeCursor, pageSize } from './page';
import type { Node } from './record';

const keys = [
  { column: 'nameKey', direction: 'ASC' as const },
  { column: 'id', direction: 'ASC' as const },
];
interface Row extends Node {
  nameKey: string;
}
const rows: Row[] = ['a', 'b', 'c'].map((name) => ({ id: `row_${name}`, nameKey: name }));
const pageOf = (records: Row[], request: { first?: number; after?: string }, orderBy = keys) =>
  new Connection(
    records,
    request,
    orderBy,
    (record, name) => record[name as keyof Row],
    () => Promise.resolve(3),
  );
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signature = 'nameKey ASC, id ASC';

describe('a page size', () => {
  it.each([
    [undefined, 20],
    [null, 20],
    [1, 1],
    [100, 100],
  ])('of %s is %i', (first, size) => {
    expect(pageSize({ first })).toBe(size);
  });

  it.each([0, -1, 101, 2 ** 31, 1.5, NaN])('of %d is refused', (first) => {
    expect(() => pageSize({ first })).toThrow(new InvalidInputError('first must be from 1 to 100.', ['first']));
  });
});

describe('a page', () => {
  it('has a next page if one more row was read than fits on it', async () => {
    const page = pageOf(rows, { first: 2 });
    expect(page.nodes.map(({ id }) => id)).toEqual(['row_a', 'row_b']);
    expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
    expect(page.pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: page.edges[0]!.cursor,
      endCursor: page.edges[1]!.cursor,
    });
    expect(await page.totalCount()).toBe(3);
    expect(pageOf(rows, { first: 3, after: 'x' }).pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });

  it('without records has no cursors', () => {
    expect(pageOf([], {}).pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('has cursors that carry the values of their rows, dates as dates', () => {
    const [edge] = pageOf(rows, {}).edges;
    expect(decodeCursor(edge!.cursor, keys)).toEqual(['a', 'row_a']);
    const at = new Date('2026-03-02T09:00:00.123Z');
    const byMoment = [{ column: 'createdAt', direction: 'DESC' as const }];
    const page = new Connection(
      [{ id: 'row_a' }],
      {},
      byMoment,
      () => at,
      () => Promise.resolve(1),
    );
    expect(decodeCursor(page.edges[0]!.cursor, byMoment)).toEqual([at]);
  });
});

describe('a cursor is refused', () => {
  const cursor = pageOf(rows, {}).edges[1]!.cursor;

  it.each([
    ['another column', [{ column: 'createdAt', direction: 'ASC' as const }, keys[1]!]],
    ['another direction', [{ column: 'nameKey', direction: 'DESC' as const }, keys[1]!]],
    ['the tie-break alone', [keys[1]!]],
    ['one column more', [...keys, { column: 'version', direction: 'ASC' as const }]],
  ])('if the list is ordered by %s', (_what, others) => {
    expect(() => decodeCursor(cursor, others)).toThrow('This cursor does not belong to this list in this order.');
  });

  it.each([
    ['no base64', '%%%'],
    ['cut off', cursor.slice(0, -4)],
    ['an id', 'row_a'],
    ['JSON that is not a list', encoded({ 0: signature })],
    ['null', encoded(null)],
    ['without values', encoded([signature])],
    ['with an extra value', encoded([signature, 'a', 'row_a', 'b'])],
    ['with null for a value', encoded([signature, null, 'row_a'])],
    ['with a boolean', encoded([signature, true, 'row_a'])],
    ['with a list', encoded([signature, ['a', 'b'], 'row_a'])],
    ['with a piece of SQL', encoded([signature, { text: '1 OR 1=1', params: [] }, 'row_a'])],
    ['with an invalid moment', encoded([signature, { date: 'yesterday' }, 'row_a'])],
  ])('if it is damaged: %s', (_what, damaged) => {
    expect(() => decodeCursor(damaged, keys)).toThrow(InvalidInputError);
    expect(() => decodeCursor(damaged, keys)).toThrow(/^This cursor /);
  });
});
