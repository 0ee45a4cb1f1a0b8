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
  ])('of %j is the same as of %j', (one, other) => {
    expect(searchKey(one)).toBe(searchKey(other));
  });

  it('of a prefix is the prefix of the key, even if it ends in a sigma', () => {
    expect(searchKey('ΟΔΥΣΣΕΥΣ Σύμβουλοι')).toContain(searchKey('ΟΔΥΣ'));
    expect(searchKey('İstanbul')).toContain(searchKey('İST'));
  });

  it('of every character that has a case or another form is stable, and the same in capitals', () => {
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

  it('of a key is the key itself, for any text, and fits its column', () => {
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

  it('joins several texts and skips missing ones', () => {
    expect(searchKey('Ada', null, undefined, '', ' ', 'LOVELACE')).toBe('ada lovelace');
  });

  it('is cut to the length of its column', () => {
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
    ['Ada\uffff', several, 'contains an invalid character'],
    ['   ', one, 'must not be blank'],
    ['\u200b\u3164\u2800\u00ad', one, 'must not be blank'],
    [' \n', several, 'must not be blank'],
    ['   ', { ...one, mayBeBlank: true }, null],
    ['\u0301\u0323', one, 'must not be blank'],
    ['\u200d\u093f\ufe0f', several, 'must not be blank'],
    ['שלום\u200f!\u200e\u061c', one, null],
    ['क्\u200dष', one, null],
    ['👩\u200d💻', one, null],
    ['a\ufff9b\ufffac\ufffb', several, 'must not contain control characters'],
  ])('%j, %j: %s', (text, options, fault) => {
    expect(faultOfText(text, options)).toBe(fault);
  });

  const openers = ['\u202a', '\u202b', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068'];
  const closerOf = (opener: string) => (opener < '\u2066' ? '\u202c' : '\u2069');

  it.each(openers)(
    'that changes its direction by %j is refused on one line, and accepted on several if it changes back',
    (opener) => {
      const turned = /the direction of text/;
      const closer = closerOf(opener);
      for (const text of [`${opener}Ada`, `Ada${closer}`, `${opener}Ada${closer}`])
        expect(faultOfText(text, one)).toMatch(turned);
      const other = closer === '\u202c' ? '\u2069' : '\u202c';
      for (const text of [`${opener}Ada`, `Ada${closer}`, `${opener}Ada${other}`, `${closer}Ada${opener}`])
        expect(faultOfText(text, several)).toMatch(turned);
      expect(faultOfText(`a ${opener}Ada${closer} b`, several)).toBeNull();
      expect(faultOfText(`${opener}Ada`, { lines: 'ONE', mayBeBlank: true, mayTurn: true })).toBeNull();
    },
  );

  it('may nest changes of direction if each is closed', () => {
    const nested = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'א', ' '),
        fc.tuple(fc.constantFrom(...openers), tie('text'), tie('text')).map(([open, inside, after]) => {
          return `${open}${inside}${closerOf(open)}${after}`;
        }),
      ),
    })).text;
    fc.assert(
      fc.property(nested, fc.nat(), (text, place) => {
        const written = `x${text}`;
        expect(faultOfText(written, several)).toBeNull();
        const marks = [...written.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)].map(({ index }) => index);
        if (marks.length === 0) return;
        const at = marks[place % marks.length]!;
        expect(faultOfText(written.slice(0, at) + written.slice(at + 1), several)).not.toBeNull();
      }),
    );
  });

  it('has a key unless it is blank, and the same key without invisible characters', () => {
    const sign = fc.fullUnicodeString({ minLength: 1, maxLength: 3 });
    const unseen = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u200f',
      '\u202e',
      '\u2066',
      '\u00ad',
      '\ufe0f',
      '\u034f',
      '\u{e0041}',
    );
    fc.assert(
      fc.property(sign, unseen, fc.nat(3), (text, mark, at) => {
        const characters = [...text];
        characters.splice(at, 0, mark);
        expect(searchKey(characters.join(''))).toBe(searchKey(text));
        if (faultOfText(text, one) === null) expect(searchKey(text)).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
