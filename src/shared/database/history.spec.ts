import { chainHash, emptyHash } from './history';

const entry = {
  recordId: 'product_01jd5s9c0ye5rt3t7m6x0j5d1q',
  recordVersion: 1,
  action: 'productCreate',
  actorId: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q',
  at: new Date('2026-03-02T09:00:00.123Z'),
  changes: { name: [null, 'Loom'], size: [null, 3] } as Record<string, [unknown, unknown]>,
};

describe('the hash of a history entry', () => {
  it('does not depend on the order of the changes, which an engine may change', () => {
    const { name, size } = entry.changes;
    expect(chainHash(emptyHash, { ...entry, changes: { size: size!, name: name! } })).toBe(chainHash(emptyHash, entry));
  });

  it('covers only the named fields', () => {
    expect(chainHash(emptyHash, { ...entry, requestId: 'another' } as never)).toBe(chainHash(emptyHash, entry));
  });

  it.each<[string, object]>([
    ['record', { recordId: 'product_01jd5s9c0ye5rt3t7m6x0j5d1r' }],
    ['version', { recordVersion: 2 }],
    ['action', { action: 'productUpdate' }],
    ['actor', { actorId: null }],
    ['moment', { at: new Date('2026-03-02T09:00:00.124Z') }],
    ['value before', { changes: { ...entry.changes, name: ['Old', 'Loom'] } }],
    ['value after', { changes: { ...entry.changes, name: [null, 'loom'] } }],
    ['kind of a value', { changes: { ...entry.changes, size: [null, '3'] } }],
    ['number of changes', { changes: { name: [null, 'Loom'] } }],
  ])('differs with another %s', (_what, changes) => {
    expect(chainHash(emptyHash, { ...entry, ...changes })).not.toBe(chainHash(emptyHash, entry));
  });

  it('depends on the previous hash', () => {
    expect(chainHash('a'.repeat(64), entry)).not.toBe(chainHash(emptyHash, entry));
  });
});
