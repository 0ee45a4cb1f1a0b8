import 'reflect-metadata';
import { Fact } from './fact';
import { FactStream } from './stream';

const factOf = (number: number) => Object.assign(new Fact(), { id: `fact_${number}`, data: { number } });
const all = () => Promise.resolve(true);
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('the stream of facts', () => {
  it('gives each subscriber all facts from then on, in order, at its own pace', async () => {
    const stream = new FactStream();
    stream.publish(factOf(0));
    const [fast, slow] = [stream.subscribe(all), stream.subscribe(all)];
    const first = fast.next();
    stream.publish(factOf(1));
    expect((await first).value!.data).toEqual({ number: 1 });
    for (let number = 2; number < 3_000; number += 1) stream.publish(factOf(number));
    const heard: unknown[] = [];
    for await (const fact of slow) {
      heard.push(fact.data.number);
      if (heard.length === 2_999) break;
    }
    expect(heard).toEqual(Array.from({ length: 2_999 }, (_, index) => index + 1));
    expect((await fast.next()).value!.data).toEqual({ number: 2 });
  });

  it('skips facts that a subscriber does not want, and keeps the order while its filter decides', async () => {
    const stream = new FactStream();
    const even = stream.subscribe(async ({ data }) => {
      await pause();
      return (data.number as number) % 2 === 0;
    });
    for (let number = 1; number <= 6; number += 1) stream.publish(factOf(number));
    const heard = [await even.next(), await even.next(), await even.next()];
    expect(heard.map(({ value }) => value!.data.number)).toEqual([2, 4, 6]);
  });

  it('ends immediately for a waiting subscriber, and buffers nothing for one that has left', async () => {
    const stream = new FactStream(undefined, 1);
    const listener = stream.subscribe(all);
    const waiting = listener.next();
    await listener.return!();
    expect(await waiting).toEqual({ value: undefined, done: true });
    for (let number = 0; number < 3; number += 1) stream.publish(factOf(number));
    expect(await listener.next()).toEqual({ value: undefined, done: true });
  });

  it('ends with the error of a subscriber that is no longer allowed', async () => {
    const stream = new FactStream();
    const listener = stream.subscribe(() => Promise.reject(new Error('signed out')));
    stream.publish(factOf(1));
    await expect(listener.next()).rejects.toThrow('signed out');
    expect(await listener.next()).toEqual({ value: undefined, done: true });
  });

  it('ends with an error for a subscriber that is too slow, instead of dropping facts', async () => {
    const stream = new FactStream(undefined, 2);
    const [slow, fast] = [stream.subscribe(all), stream.subscribe(all)];
    stream.publish(factOf(1));
    await fast.next();
    stream.publish(factOf(2));
    stream.publish(factOf(3));
    await expect(slow.next()).rejects.toThrow('Facts arrived faster than you read them. Subscribe again.');
    expect((await fast.next()).value!.data).toEqual({ number: 2 });
  });
});
