import { searchKey } from './text';

describe('searchKey', () => {
  it.each([
    ['Größe', 'größe'],
    ['LOOM  Rollout ', 'loom rollout'],
    ['Cafe\u0301', 'caf\u00e9'],
    ['ＡＢＣ１２３', 'abc123'],
    ['上海 🚀', '上海 🚀'],
    ['a\u00a0b\tc\nd', 'a b c d'],
  ])('of %j is %j', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it('puts several texts together and leaves out what is not there', () => {
    expect(searchKey('Ada', null, undefined, '', 'LOVELACE')).toBe('ada lovelace');
  });
});
