import fc from 'fast-check';
import { growthOf } from '../../../../test/support/growth';
import { breakLines, type Measure, runsOf, unprintable } from './typesetting';

/** Every letter has width one, every Chinese character width two. */
const measure: Measure = (face, text) => [...text].length * (face === 'han' ? 2 : 1);
const lines = (text: string, width: number) =>
  breakLines(text, width, measure).map(({ runs }) => runs.map((run) => run.text).join(''));

describe('lines', () => {
  it('break between words, and at the line breaks of the text', () => {
    expect(lines('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
    expect(lines('one\n\ntwo\r\nthree', 10)).toEqual(['one', '', 'two', 'three']);
    expect(lines('', 10)).toEqual(['']);
  });

  it('break a word that is longer than the line anywhere, and start it on its own line', () => {
    expect(lines('an abcdefghijkl is', 5)).toEqual(['an', 'abcde', 'fghij', 'kl is']);
    expect(lines('abcde', 1)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('break between Chinese characters, but not before a full stop or after an opening bracket', () => {
    expect(lines('苏州恒力纺织集团', 6)).toEqual(['苏州恒', '力纺织', '集团']);
    expect(lines('系统运。行', 6)).toEqual(['系统', '运。行']);
    expect(lines('系统（运）行', 6)).toEqual(['系统', '（运）', '行']);
    expect(lines('Göta 苏州 AB', 7)).toEqual(['Göta 苏', '州 AB']);
  });

  it('fall back to the other font for missing glyphs', () => {
    expect(runsOf('Wisła 苏州, Ă')).toEqual([
      { face: 'latin', text: 'Wisła ' },
      { face: 'han', text: '苏州' },
      { face: 'latin', text: ', Ă' },
    ]);
  });

  it('use the first font that has a letter with its accents, in any script', () => {
    expect(runsOf('a ≤ ① é')).toEqual([
      { face: 'latin', text: 'a ' },
      { face: 'han', text: '≤' },
      { face: 'latin', text: ' ' },
      { face: 'han', text: '①' },
      { face: 'latin', text: ' é' },
    ]);
    for (const sign of '≤≥≠①Ⅲ→√㎡') expect([sign, unprintable(sign)]).toEqual([sign, []]);
    expect(unprintable('Zwei 한국 😀, 한')).toEqual(['한', '국', '😀']);
    expect(unprintable('Wisła, Göta, 苏州\n±5 \u00a0km\u2060²\ufe0f')).toEqual([]);
  });

  it('are normalized first', () => {
    const decomposed = 'Příbram Å'.normalize('NFD');
    expect(lines(decomposed, 20)).toEqual(['Příbram Å']);
    expect(unprintable(decomposed)).toEqual([]);
  });

  it('break by UAX #14: after a hyphen and at a zero width space, not at a no-break space', () => {
    expect(lines('re-use', 4)).toEqual(['re-', 'use']);
    expect(lines('abc\u200bdef', 4)).toEqual(['abc', 'def']);
    expect(lines('a 99.9\u00a0%', 6)).toEqual(['a', '99.9\u00a0%']);
  });

  it('take time in proportion to the text, even without spaces or with stacked accents', () => {
    for (const text of ['x', '苏', 'e\u0302', '\u0302', '"(', '\u200d', 'x ']) {
      expect(growthOf((times) => breakLines(text.repeat(times), 100, measure), 10_000)).toBeLessThan(60);
    }
  });

  it('are without control characters', () => {
    expect(lines('a\u0000b\u202ec\td', 10)).toEqual(['abc    d']);
  });

  it('lose no character but spaces, and never exceed their width', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '苏', '。', '（', 'Ł', '€'), maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 20 }), (text, width) => {
        const found = breakLines(text, width, measure);
        const joined = found.map(({ runs }) => runs.map((run) => run.text).join('')).join('');
        expect(joined.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of found) expect(line.width).toBeLessThanOrEqual(width);
      }),
    );
  });
});
