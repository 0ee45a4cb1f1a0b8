import { EventEmitter } from 'node:events';
import { ManualClock } from '../domain/clock';
import { Admission } from './admission';
import { Rates } from './rates';

describe('admission', () => {
  let admission: Admission;
  /** The outcome of each request, in the order of decision. */
  let decided: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    const rates = new Rates(0, 1, new ManualClock(new Date('2026-03-02T09:00:00Z')));
    admission = new Admission({ requests: 2, burst: 1_000, delay: 100 }, rates, () => Date.now());
    decided = [];
  });
  afterEach(() => jest.useRealTimers());

  const ask = (name: string, client = new EventEmitter()) => {
    const turn = admission.enter(client);
    if (turn === null) decided.push(`${name} taken`);
    else void turn.then((refusal) => decided.push(`${name} ${refusal ? refusal.code : 'taken'}`));
    return client;
  };
  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);
  const answer = async () => {
    admission.leave();
    await pass(0);
  };

  it('runs a bounded number of requests concurrently, and serves others in order of arrival', async () => {
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    expect(decided).toEqual(['a taken', 'b taken']);
    expect(admission.overload()).toMatchObject({ status: 503, retryAfter: 1 });
    await answer();
    await answer();
    expect(decided).toEqual(['a taken', 'b taken', 'c taken', 'd taken']);
    await answer();
    expect(admission.overload()).toBeNull();
    ask('e');
    expect(decided.at(-1)).toBe('e taken');
  });

  it('lets a burst wait, and refuses requests that had no turn in that time', async () => {
    for (const name of ['a', 'b', 'c']) ask(name);
    await pass(500);
    ask('d');
    await pass(499);
    expect(decided).toEqual(['a taken', 'b taken']);
    await pass(1);
    expect(decided.slice(2)).toEqual(['c OVERLOADED']);
    await answer();
    expect(decided.slice(3)).toEqual(['d taken']);
    await pass(5_000);
    expect(decided).toHaveLength(4);
  });

  it('serves the newest first, with a short wait, once the queue has been non-empty for the length of a burst', async () => {
    ask('a');
    ask('b');
    ask('c');
    await pass(900);
    ask('d');
    await pass(150);
    // The queue has been non-empty for 1050 ms.
    expect(decided.slice(2)).toEqual(['c OVERLOADED']);
    ask('e');
    ask('f');
    await answer();
    expect(decided.slice(3)).toEqual(['f taken']);
    await pass(100);
    expect(decided.slice(4)).toEqual(['e OVERLOADED']);
    // It arrived with the burst, and may wait as long.
    await answer();
    expect(decided.slice(5)).toEqual(['d taken']);
  });

  it('forgets an overload once the queue was empty', async () => {
    for (const name of ['a', 'b', 'c']) ask(name);
    await pass(5_000);
    ask('d');
    await pass(999);
    expect(decided.slice(2)).toEqual(['c OVERLOADED']);
    await pass(1);
    expect(decided.slice(3)).toEqual(['d OVERLOADED']);
  });

  it('drops requests whose client went away, and ignores them afterwards', async () => {
    ask('a');
    ask('b');
    const gone = ask('c');
    const patient = ask('d');
    gone.emit('close');
    await answer();
    expect(decided.slice(2)).toEqual(['c OVERLOADED', 'd taken']);
    expect([gone, patient].map((client) => client.listenerCount('close'))).toEqual([0, 0]);
  });

  it('has a bounded queue: refuses the last of a burst immediately, and the oldest of a standing overload', async () => {
    for (let index = 0; index < 22; index += 1) ask(String(index));
    ask('last of the burst');
    await pass(0);
    expect(decided.slice(2)).toEqual(['last of the burst OVERLOADED']);
    await pass(950);
    await answer();
    ask('20a');
    await pass(60);
    // All requests of the burst are gone; 20a has waited for 60 ms.
    for (let index = 0; index < 20; index += 1) ask(`new ${index}`);
    await pass(0);
    expect(decided.at(-1)).toBe('20a OVERLOADED');
  });

  it('refuses nothing for time that the process was blocked, if nothing else is in progress', async () => {
    await pass(60_000);
    ask('a');
    expect(decided).toEqual(['a taken']);
  });
});
