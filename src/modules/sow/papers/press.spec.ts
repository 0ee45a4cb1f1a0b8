import { PaperTooLargeError, Press, pressLimits, PressBusyError } from './press';
import type { Paper } from './paper';

const paper = (text: string, rows = 1): Paper => ({
  language: 'en',
  issuer: 'Loomworks',
  kind: 'Statement of work',
  title: 'Rollout',
  notice: null,
  details: [],
  blocks: [
    {
      kind: 'table',
      columns: [
        { title: 'What', share: 40 },
        { title: 'Accepted when', share: 60 },
      ],
      rows: Array.from({ length: rows }, (_, index) => [String(index), text]),
      total: null,
    },
  ],
  footer: '',
  asOf: new Date('2026-03-02T00:00:00.000Z'),
});

const open: Press[] = [];
const pressWith = (limits: object = {}) => {
  const press = new Press({ ...pressLimits, milliseconds: 120_000, ...limits });
  open.push(press);
  return press;
};
afterEach(() => Promise.all(open.splice(0).map((press) => press.close())));

const isPdf = (content: Buffer) => content.subarray(0, 5).toString() === '%PDF-';

describe('the press', () => {
  it('draws a paper in a thread while the server does other work', async () => {
    const press = pressWith();
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    const content = await press.print(paper('苏州 Wisła ≤ 2 s '.repeat(100), 100), 'long');
    clearInterval(timer);
    expect(isPdf(content)).toBe(true);
    expect(ticks).toBeGreaterThan(10);
  });

  it('caches what it has drawn, and draws a paper once for several concurrent requests', async () => {
    const press = pressWith({ threads: 1, waiting: 0 });
    const [first, second] = await Promise.all([press.print(paper('one'), 'one'), press.print(paper('one'), 'one')]);
    expect(second).toBe(first);
    expect(await press.print(paper('another, under the same key'), 'one')).toBe(first);
  });

  it('caches no more bytes than its limit', async () => {
    const press = pressWith({ keptBytes: 10 });
    const first = await press.print(paper('one'), 'one');
    const again = await press.print(paper('one'), 'one');
    expect(again).not.toBe(first);
    expect(again.equals(first)).toBe(true);
  });

  it('refuses a paper when its queue is full, and accepts more once there is room', async () => {
    const press = pressWith({ threads: 2, waiting: 1 });
    const waiting = ['a', 'b', 'c'].map((key) => press.print(paper(key, 20), key));
    await expect(press.print(paper('d'), 'd')).rejects.toThrow(PressBusyError);
    await Promise.all(waiting);
    expect(isPdf(await press.print(paper('d'), 'd'))).toBe(true);
  });

  it.each([
    ['time', { milliseconds: 1 }],
    ['memory', { megabytes: 96 }],
  ])('gives up a paper that takes too much %s, and frees its place', async (_what, limits) => {
    const press = pressWith({ threads: 1, waiting: 0, ...limits });
    const large = paper('x'.repeat(30_000_000));
    await expect(press.print(large, 'large')).rejects.toThrow(PaperTooLargeError);
    await expect(press.print(large, 'large')).rejects.toThrow(PaperTooLargeError);
  });

  it('takes ten times as long for ten times as many letters without a space', async () => {
    const press = pressWith();
    const timed = async (rows: number) => {
      const start = performance.now();
      await press.print(paper('x'.repeat(4_500), rows), `${rows} rows`);
      return performance.now() - start;
    };
    await press.print(paper('warm'), 'warm');
    const [short, long] = [await timed(20), await timed(200)];
    expect(long / short).toBeLessThan(40);
  });
});
