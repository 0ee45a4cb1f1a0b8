import fc from 'fast-check';
import { breakLines, type Measure, runsOf } from './typesetting';

/** Every letter is one wide, every Chinese sign two. */
const measure: Measure = (face, text) => [...text].length * (face === 'han' ? 2 : 1);
const lines = (text: string, width: number) =>
  breakLines(text, width, measure).map(({ runs }) => runs.map((run) => run.text).join(''));

describe('lines', () => {
  it('break between words, and where the text does', () => {
    expect(lines('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
    expect(lines('one\n\ntwo\r\nthree', 10)).toEqual(['one', '', 'two', 'three']);
    expect(lines('', 10)).toEqual(['']);
  });

  it('break a word that is longer than the line anywhere, and begin it on a line of its own', () => {
    expect(lines('an abcdefghijkl is', 5)).toEqual(['an', 'abcde', 'fghij', 'kl is']);
    expect(lines('abcde', 1)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('break between Chinese signs, but not before a full stop or after an opening bracket', () => {
    expect(lines('苏州恒力纺织集团', 6)).toEqual(['苏州恒', '力纺织', '集团']);
    expect(lines('系统运。行', 6)).toEqual(['系统', '运。行']);
    expect(lines('系统（运）行', 6)).toEqual(['系统', '（运）', '行']);
    expect(lines('Göta 苏州 AB', 7)).toEqual(['Göta 苏', '州 AB']);
  });

  it('hold what one font lacks in the other', () => {
    expect(runsOf('Wisła 苏州, Ă')).toEqual([
      { face: 'latin', text: 'Wisła ' },
      { face: 'han', text: '苏州' },
      { face: 'latin', text: ', Ă' },
    ]);
  });

  it('are without control characters', () => {
    expect(lines('a\u0000b\u202ec\td', 10)).toEqual(['abc    d']);
  });

  it('lose no sign but blanks, and are never wider than they may be', () => {
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
