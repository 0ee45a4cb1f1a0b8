import { TypeID } from 'typeid-js';
import { InvalidInputError } from './errors';
import { idOfBytes, newId, prefixOf, requireId } from './ids';

const suffix = '01jd5s9c0ye5rt3t7m6x0j5d1q';

describe('ids', () => {
  it('sort in the order of creation, also within a millisecond', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('fact'));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('carry no counter: the steps between them do not reveal how many were made', () => {
    const rest = (id: string) => BigInt(`0x${TypeID.fromString(id).toUUID().replaceAll('-', '').slice(13)}`);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    try {
      const within = Array.from({ length: 2_000 }, () => rest(newId('fact')));
      const lengths = within.slice(1).map((value, index) => (value - within[index]!).toString(2).length);
      // From steps of a few units to steps of 60 bits, all of them unusual.
      for (const [from, to] of [
        [1, 20],
        [21, 40],
        [41, 63],
      ] as const) {
        const share = lengths.filter((length) => length >= from && length <= to).length / lengths.length;
        expect(share).toBeGreaterThan(0.2);
      }
      // Each millisecond starts at a random place, independent of earlier ids.
      const starts = Array.from({ length: 200 }, (_, index) => {
        now.mockReturnValue(Date.now() + 1 + index);
        return Number(rest(newId('fact')) >> 66n);
      });
      expect(new Set(starts).size).toBeGreaterThan(60);
    } finally {
      now.mockRestore();
    }
  });

  it('are versioned like UUIDs, and follow a clock that is set back by more than a few seconds', () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2099, 0));
    try {
      const ahead = newId('fact');
      now.mockReturnValue(Date.UTC(2099, 0) - 5_000);
      expect(newId('fact') > ahead).toBe(true);
      now.mockReturnValue(Date.UTC(2026, 0));
      const back = newId('fact');
      expect(back < ahead).toBe(true);
      expect(TypeID.fromString(back).toUUID()).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(parseInt(TypeID.fromString(back).toUUID().replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 0));
    } finally {
      now.mockRestore();
    }
  });

  it('name their kind, which may have several words', () => {
    expect(prefixOf(newId('partner'))).toBe('partner');
    expect(prefixOf(`project_offering_${suffix}`)).toBe('project_offering');
    expect(requireId('partner', `partner_${suffix}`)).toBe(`partner_${suffix}`);
  });

  it('may encode any 16 bytes', () => {
    for (const byte of [0, 0x7f, 0xff]) {
      const id = idOfBytes('cost_rollup', new Uint8Array(16).fill(byte));
      expect(requireId('cost_rollup', id)).toBe(id);
    }
    expect(idOfBytes('partner', new Uint8Array(16).fill(1))).not.toBe(idOfBytes('partner', new Uint8Array(16).fill(2)));
  });

  it.each([
    '',
    'partner',
    'partner_',
    suffix,
    `_${suffix}`,
    `partner_${suffix.slice(1)}`,
    `partner_${suffix}0`,
    `partner_${suffix.toUpperCase()}`,
    `Partner_${suffix}`,
    `partner-${suffix}`,
    ` partner_${suffix}`,
    `partner_8${suffix.slice(1)}`,
    `partner_${suffix.slice(1)}u`,
    `partner_${suffix}' OR 1=1`,
    '上海🚀',
    'x'.repeat(10_000),
  ])('refuse %j', (text) => {
    expect(prefixOf(text)).toBeNull();
    expect(() => requireId('partner', text)).toThrow(
      'Expected the id of a partner (partner_…), but the value is not an id.',
    );
  });

  it('are read like the TypeID library reads them', () => {
    const read = (text: string) => {
      try {
        return TypeID.fromString(text).getType() || null;
      } catch {
        return null;
      }
    };
    // Each id with one character replaced at each place, by the next and the previous one.
    for (const id of [newId('cost_rollup'), newId('partner')]) {
      for (let place = 0; place <= id.length; place += 1) {
        const changed = ['', ...'018zZuilo_-A\n'].map((other) => id.slice(0, place) + other + id.slice(place + 1));
        for (const text of [...changed, `${id.slice(0, place)}0${id.slice(place)}`]) {
          expect([text, prefixOf(text)]).toEqual([text, read(text)]);
        }
      }
    }
  });

  it('of another kind are refused with both kinds and the path of the input', () => {
    expect.assertions(2);
    try {
      requireId('partner', `customer_${suffix}`, ['input', 'partnerId']);
    } catch (error) {
      const { message, field } = error as InvalidInputError;
      expect(message).toBe('Expected the id of a partner (partner_…), but the value is the id of a customer.');
      expect(field).toEqual(['input', 'partnerId']);
    }
  });
});
