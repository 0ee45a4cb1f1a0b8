import fc from 'fast-check';
import { faultOfText, mailAddress, searchKey } from './text';

it.each([
  'Twin@Loom.example',
  ' twin@loom.example',
  'twin@\u200bloom.example',
  'twin@lo\u00adom.example',
  '\uff54win@loom.example',
])('the address %j is twin@loom.example', (text) => expect(mailAddress(text)).toBe('twin@loom.example'));

describe('searchKey', () => {
  it.each([
    ['Größe', 'grösse'],
    ['LOOM  Rollout ', 'loom rollout'],
    ['Cafe\u0301', 'caf\u00e9'],
    ['ＡＢＣ１２３', 'abc123'],
    ['上海 🚀', '上海 🚀'],
    ['a\u00a0b\tc\nd', 'a b c d'],
    ['O’Brien & Söhne', "o'brien & söhne"],
    ['Rhein–Ruhr', 'rhein-ruhr'],
    ['Loom\u200bworks\u00ad\ufe0f', 'loomworks'],
    ['\u2066Loom\u2069', 'loom'],
    ['ﬁne', 'fine'],
  ])('of %j is %j', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it.each([
    ['İstanbul Yazılım', 'istanbul yazilim'],
    ['STRASSENBAU', 'Straßenbau'],
    ['STRAẞENBAU', 'strassenbau'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ["O'Brien", 'O’Brien'],
    ['Loom\u200dworks', 'Loomworks'],
    ['Loom\u2800works', 'Loom works'],
    ['a-b', 'a\u2011b'],
  ])('of %j is that of %j', (one, other) => {
    expect(searchKey(one)).toBe(searchKey(other));
  });

  it('of a beginning is the beginning of the key, also where a sigma ends it', () => {
    expect(searchKey('ΟΔΥΣΣΕΥΣ Σύμβουλοι')).toContain(searchKey('ΟΔΥΣ'));
    expect(searchKey('İstanbul')).toContain(searchKey('İST'));
  });

  it('of every character that has a case or another form stays as it is, and is the same in capitals', () => {
    const special = /\p{CWKCF}|\p{CWU}|\p{CWL}|\p{P}|\p{Z}|\p{Mn}/u;
    const wrong: string[] = [];
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (!special.test(character)) continue;
      const text = `a${character}b`;
      const key = searchKey(text);
      if (searchKey(key) !== key || searchKey(text.toUpperCase()) !== key) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('of a key is the key, whatever the text, and fits its column', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString({ maxLength: 300 }), (text) => {
        const key = searchKey(text);
        expect(searchKey(key)).toBe(key);
        expect(key.length).toBeLessThanOrEqual(200);
        expect(key).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 300 },
    );
  });

  it('puts several texts together and leaves out what is not there', () => {
    expect(searchKey('Ada', null, undefined, '', ' ', 'LOVELACE')).toBe('ada lovelace');
  });

  it('is cut where a column ends', () => {
    expect(searchKey('ß'.repeat(200))).toBe('s'.repeat(200));
    expect(searchKey(`a${'🚀'.repeat(150)}`)).not.toMatch(/\p{Cs}/u);
  });
});

describe('a text that a person writes', () => {
  const one = { lines: 'ONE', mayBeBlank: false } as const;
  const several = { lines: 'SEVERAL', mayBeBlank: false } as const;

  it.each([
    ['Ada Lovelace', one, null],
    ['', one, null],
    ['می\u200cخواهم', one, null],
    ['Line\nby\tline', several, null],
    ['Line\nby line', one, 'must be one line, without tabs'],
    ['Ada\u000bLovelace', one, 'must not contain control characters'],
    ['Ada\u0000', several, 'must not contain control characters'],
    ['Ada\u0085', several, 'must not contain control characters'],
    ['Ada\uffff', several, 'has a character that is none'],
    ['   ', one, 'must not be blank'],
    ['\u200b\u3164\u2800\u00ad', one, 'must not be blank'],
    [' \n', several, 'must not be blank'],
    ['   ', { ...one, mayBeBlank: true }, null],
  ])('%j, %j: %s', (text, options, fault) => {
    expect(faultOfText(text, options)).toBe(fault);
  });
});
