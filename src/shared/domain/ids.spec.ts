import { InvalidInputError } from './errors';
import { idOfBytes, newId, prefixOf, requireId } from './ids';

const suffix = '01jd5s9c0ye5rt3t7m6x0j5d1q';

describe('ids', () => {
  it('made later sort later, also within a millisecond', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('fact'));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('name their kind, which may have several words', () => {
    expect(prefixOf(newId('partner'))).toBe('partner');
    expect(prefixOf(`project_offering_${suffix}`)).toBe('project_offering');
    expect(requireId('partner', `partner_${suffix}`)).toBe(`partner_${suffix}`);
  });

  it('may say 16 bytes, whatever these are', () => {
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
  ])('%j is none', (text) => {
    expect(prefixOf(text)).toBeNull();
    expect(() => requireId('partner', text)).toThrow(
      'Expected the id of a partner (partner_…), but the value is not an id.',
    );
  });

  it('of another kind are refused with both kinds and the input at fault', () => {
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
