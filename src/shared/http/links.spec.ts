import { ManualClock } from '../domain/clock';
import { SignedLinks } from './links';

const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
const links = new SignedLinks('a secret', clock);
const path = '/files/document_1';

function partsOf(link: string): { path: string; expires: string; signature: string } {
  const url = new URL(link, 'http://host');
  const { expires, signature } = Object.fromEntries(url.searchParams) as { expires: string; signature: string };
  return { path: url.pathname, expires, signature };
}

describe('a signed link', () => {
  it('works for its time', () => {
    const { path: signed, ...proof } = partsOf(links.sign(path, 300));
    expect(signed).toBe(path);
    expect(links.verify(path, proof)).toBe(true);
    clock.set('2026-03-02T09:04:59Z');
    expect(links.verify(path, proof)).toBe(true);
    clock.set('2026-03-02T09:05:00Z');
    expect(links.verify(path, proof)).toBe(false);
  });

  it('works for nothing else, and for nobody who made it up', () => {
    const proof = partsOf(links.sign(path, 300));
    expect(links.verify('/files/document_2', proof)).toBe(false);
    expect(links.verify(path, { ...proof, expires: String(Number(proof.expires) + 1) })).toBe(false);
    expect(links.verify(path, { ...proof, signature: `${proof.signature}x` })).toBe(false);
    expect(links.verify(path, { ...proof, signature: 'x'.repeat(proof.signature.length) })).toBe(false);
    expect(links.verify(path, { ...proof, expires: '99999999999999' })).toBe(false);
    expect(links.verify(path, {})).toBe(false);
    expect(links.verify(path, partsOf(new SignedLinks('another secret', clock).sign(path, 300)))).toBe(false);
  });
});
