import { ManualClock } from '../domain/clock';
import { Rates } from './rates';

describe('a rate', () => {
  const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
  const pass = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1_000));

  it('serves a burst, then what refills, and says when', () => {
    const rates = new Rates(5, 1, clock);
    expect(rates.take('a', 48)).toEqual({ available: 2, retryAfter: null });
    expect(rates.take('a', 8)).toEqual({ available: 2, retryAfter: 2 });
    pass(1);
    expect(rates.take('a', 8)).toEqual({ available: 7, retryAfter: 1 });
    pass(1);
    expect(rates.take('a', 8)).toEqual({ available: 4, retryAfter: null });
  });

  it('fills no further than a burst, and never backward', () => {
    const rates = new Rates(5, 1, clock);
    rates.take('a', 50);
    pass(3_600);
    expect(rates.take('a', 0)).toEqual({ available: 50, retryAfter: null });
    rates.take('a', 50);
    pass(-10);
    expect(rates.take('a', 0)).toEqual({ available: 0, retryAfter: null });
  });

  it('counts each caller separately', () => {
    const rates = new Rates(1, 1, clock);
    rates.take('a', 10);
    expect(rates.take('a', 1).retryAfter).toBe(1);
    expect(rates.take('b', 1).retryAfter).toBeNull();
  });

  it('always lets a single request at its maximum pass', () => {
    expect(new Rates(1, 100, clock).take('a', 100).retryAfter).toBeNull();
  });

  it('of 0 means unlimited', () => {
    expect(new Rates(0, 1, clock).take('a', 1_000_000)).toEqual({ available: Infinity, retryAfter: null });
  });
});
