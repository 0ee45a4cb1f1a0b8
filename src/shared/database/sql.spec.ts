import { and, column, contains, join, listOfJson, or, padded, raw, sql } from './sql';

describe('sql', () => {
  it('turns every value into a parameter', () => {
    const name = "x'; DROP TABLE partner; --";
    expect(sql`SELECT * FROM partner WHERE name = ${name} AND size > ${3}`).toEqual({
      text: 'SELECT * FROM partner WHERE name = ? AND size > ?',
      params: [name, 3],
    });
  });

  it('keeps null, dates and false as values', () => {
    const date = new Date('2026-03-02T09:00:00Z');
    expect(sql`${null} ${date} ${false}`).toEqual({ text: '? ? ?', params: [null, date, false] });
  });

  it('splices pieces in, with their parameters in order', () => {
    const inner = sql`b = ${2} AND c IN (${[3, 4]})`;
    expect(sql`a = ${1} AND (${inner}) AND d = ${5}`).toEqual({
      text: 'a = ? AND (b = ? AND c IN (?, ?)) AND d = ?',
      params: [1, 2, 3, 4, 5],
    });
  });

  it('matches nothing for an empty list', () => {
    expect(sql`id IN (${[]})`).toEqual({ text: 'id IN (NULL)', params: [] });
  });

  it('joins no conditions to true with AND, and to false with OR', () => {
    expect(and([])).toEqual(raw('1 = 1'));
    expect(or([])).toEqual(raw('1 = 0'));
  });

  it('keeps conditions separate from each other and from their surroundings', () => {
    const parts = [sql`a = ${1} OR b = ${2}`, sql`c = ${3}`];
    expect(and(parts)).toEqual({ text: '(a = ? OR b = ?) AND (c = ?)', params: [1, 2, 3] });
    expect(or(parts)).toEqual({ text: '((a = ? OR b = ?) OR (c = ?))', params: [1, 2, 3] });
    expect(join(parts, ', ')).toEqual({ text: 'a = ? OR b = ?, c = ?', params: [1, 2, 3] });
  });

  it('names a column of the row that is read', () => {
    expect(column<{ nameKey: string }>('nameKey').text).toBe('`t`.`nameKey`');
  });

  it('searches for a text anywhere, with its wildcards escaped', () => {
    expect(contains<{ name: string }>('name', '50%_off!')).toEqual({
      text: "`t`.`name` LIKE ? ESCAPE '!'",
      params: ['%50!%!_off!!%'],
    });
  });

  it('pass a long list in one parameter, so that no statement has too many', () => {
    const ids = Array.from({ length: 40_000 }, (_, number) => `id ${number}`);
    const { text, params } = sql`a = ${1} AND id IN (${ids})`;
    expect(text).toBe(`a = ? AND id IN (${listOfJson})`);
    expect(params).toEqual([1, JSON.stringify(ids)]);
    expect(sql`id IN (${padded(ids)})`.params).toHaveLength(1);
    expect(sql`id IN (${ids.slice(0, 1_000)})`.params).toHaveLength(1_000);
  });

  it('are refused with more parameters than an engine accepts', () => {
    const row = sql`(${Array.from({ length: 1_000 }, () => 1)})`;
    expect(
      () =>
        sql`${join(
          Array.from({ length: 31 }, () => row),
          ', ',
        )}`,
    ).toThrow('31000 parameters');
  });
});
