import { anonymous, type Viewer } from '../access/viewer';
import { ManualClock } from '../domain/clock';
import { type LinkProof, SignedLinks } from './links';

const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
const viewer: Viewer = { ...anonymous, kind: 'STAFF', userId: 'user_1', sessionId: 'session_1' };
let current: Viewer | null = viewer;
const links = new SignedLinks('a secret', clock, (id) => Promise.resolve(id === 'session_1' ? current : null));
const path = '/files/document_1';

function partsOf(link: string): Required<LinkProof> & { path: string } {
  const url = new URL(link, 'http://host');
  return { path: url.pathname, ...(Object.fromEntries(url.searchParams) as Required<LinkProof>) };
}

describe('a signed link', () => {
  it('works until it expires', () => {
    const { path: signed, ...proof } = partsOf(links.signFor(viewer, path, 300));
    expect(signed).toBe(path);
    expect(links.holder(path, proof)).toBe('session_1');
    clock.set('2026-03-02T09:04:59Z');
    expect(links.holder(path, proof)).toBe('session_1');
    clock.set('2026-03-02T09:05:00Z');
    expect(links.holder(path, proof)).toBeNull();
  });

  it('does not work for another path, for another holder, or with a forged signature', () => {
    const proof = partsOf(links.signFor(viewer, path, 300));
    expect(links.holder('/files/document_2', proof)).toBeNull();
    expect(links.holder(path, { ...proof, holder: 'session_2' })).toBeNull();
    expect(links.holder(path, { ...proof, expires: String(Number(proof.expires) + 1) })).toBeNull();
    expect(links.holder(path, { ...proof, signature: `${proof.signature}x` })).toBeNull();
    expect(links.holder(path, { ...proof, signature: 'x'.repeat(proof.signature.length) })).toBeNull();
    expect(links.holder(path, { ...proof, expires: '99999999999999' })).toBeNull();
    expect(links.holder(path, { ...proof, holder: ['session_1'] as unknown as string })).toBeNull();
    expect(links.holder(path, {})).toBeNull();
    const others = new SignedLinks('another secret', clock, () => Promise.resolve(viewer));
    expect(links.holder(path, partsOf(others.signFor(viewer, path, 300)))).toBeNull();
  });

  it('has the current rights of its holder, and ends with them', async () => {
    const proof = partsOf(links.signFor(viewer, path, 300));
    expect(await links.viewer(path, proof)).toBe(viewer);
    current = null;
    expect(await links.viewer(path, proof)).toBeNull();
    expect(() => links.signFor(anonymous, path, 300)).toThrow();
  });
});
