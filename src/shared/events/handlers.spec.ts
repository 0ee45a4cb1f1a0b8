import { defineFact, type Fact } from './fact';
import { number } from './fact-data';
import { on, readFacts } from './handlers';

const counted = defineFact('TestCounted', 'Something was counted.', { number });
const ended = defineFact('TestEnded', 'Counting ended.');

describe('readFacts', () => {
  it('passes a fact to the handler of its type, with its data', async () => {
    const seen: unknown[] = [];
    const reader = readFacts('test', [
      on(counted, (_tx, _fact, data) => Promise.resolve(void seen.push(data.number + 1))),
      on(ended, (_tx, fact) => Promise.resolve(void seen.push(fact.type))),
    ]);
    expect(reader).toMatchObject({ name: 'test', types: ['TestCounted', 'TestEnded'] });
    const factOf = (type: string, data: object) => ({ type, data }) as Fact;
    await reader.read(null as never, factOf('TestCounted', { number: 2 }));
    await reader.read(null as never, factOf('TestEnded', {}));
    expect(seen).toEqual([3, 'TestEnded']);
  });

  it('refuses two handlers of one type, because one would never run', () => {
    const nothing = () => Promise.resolve();
    expect(() => readFacts('test', [on(counted, nothing), on(counted, nothing)])).toThrow(
      'test handles one type of fact twice.',
    );
  });

  it('does not compile with data that the fact does not declare', () => {
    // @ts-expect-error: a count has a number and no reason
    on(counted, (_tx, _fact, { reason }) => Promise.resolve(reason as never));
    expect(counted.shape).toEqual({ number: { type: 'NUMBER' } });
  });
});
