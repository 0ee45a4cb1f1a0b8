import fc from 'fast-check';
import { companyKey } from './company-key';

describe('companyKey', () => {
  it.each([
    ['ACME GmbH', 'acme'],
    ['Acme', 'acme'],
    ['Acme, Inc.', 'acme'],
    ['acme incorporated', 'acme'],
    ['ＡＣＭＥ　Ltd．', 'acme'],
    ['Müller & Söhne GmbH & Co. KG', 'muller sohne'],
    ['MULLER + SOHNE', 'muller sohne'],
    ['Groß AG', 'gross'],
    ['Société Générale S.A.', 'societe generale'],
    ['Acme Pty Ltd', 'acme'],
    ['Café-Bar S.à r.l.', 'cafe bar'],
    ['Łódź Sp. z o.o.', 'lodz'],
    ['Ørsted A/S', 'orsted'],
    ['Škoda, s.r.o.', 'skoda'],
    ['Globex B.V.', 'globex'],
    ['华为技术有限公司', '华为技术'],
    ['株式会社トヨタ', 'トヨタ'],
    ['トヨダ', 'トヨダ'],
    ['Ελλάδα ΑΕ', 'ελλαδα αε'],
    ['O’Brien Limited', 'o brien'],
    ["O'Brien", 'o brien'],
    // Not a legal form, but the name or a part of it.
    ['AG', 'ag'],
    ['GmbH', 'gmbh'],
    ['SAP SE', 'sap'],
    ['Company of Heroes', 'company of heroes'],
    ['Asahi', 'asahi'],
    ['3M Company', '3m'],
    ['有限公司', '有限公司'],
    ['…', ''],
  ])('of %j is %j', (name, key) => {
    expect(companyKey(name)).toBe(key);
  });

  it('is the same with another case, and of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        const key = companyKey(name);
        expect(companyKey(name.toUpperCase())).toBe(key);
        expect(companyKey(key)).toBe(key);
      }),
      { numRuns: 500 },
    );
  });

  it('ignores one more legal form and punctuation around it', () => {
    const word = fc.stringMatching(/^[a-z]{3,10}x$/);
    const form = fc.constantFrom('GmbH', 'Ltd.', ', Inc.', 'S.A.', 'B.V.', 'a.s.', ' LLC');
    fc.assert(
      fc.property(word, form, (name, legal) => {
        expect(companyKey(`${name} ${legal}`)).toBe(name);
      }),
    );
  });
});
