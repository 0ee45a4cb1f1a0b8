import { contentHash } from './content-hash';

describe('the hash of a content', () => {
  it('is the SHA-256 of its JSON with the keys in order', () => {
    // printf '{"a":[1,"ł"],"b":null}' | sha256sum
    const expected = 'dd7ea654cc75b13a3370794efe2ce5a6d075347ef85dbe5a6f6fa751efdb01f3';
    expect(contentHash({ b: null, a: [1, 'ł'] })).toBe(expected);
    expect(contentHash({ a: [1, 'ł'], b: null })).toBe(expected);
  });

  it('changes with any change of content, the order of a list included', () => {
    const hashes = [{ a: [1, 2] }, { a: [2, 1] }, { a: ['1', 2] }, { a: [1, 2], b: null }, { a: [1, 2], b: '' }].map(
      contentHash,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
