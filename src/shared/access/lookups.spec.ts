import { expect, it } from '@jest/globals';
import type { Reader } from '../database/reader';
import { Lookup, providerOf, Providers } from './lookups';

const reader = null as unknown as Reader;
const heightOf = new Lookup<{ id: string }, number>('height');

it('returns one value from each provider, in the order of the modules', async () => {
  const providers = new Providers([
    providerOf(heightOf, async (_, { id }) => id.length),
    providerOf(new Lookup<{ id: string }, number>('height'), async () => 100),
    providerOf(heightOf, async () => 7),
  ]);
  expect(await providers.lookUp(heightOf, reader, { id: 'oak' })).toEqual([3, 7]);
});

it('returns no value without a provider', async () => {
  expect(await new Providers().lookUp(heightOf, reader, { id: 'oak' })).toEqual([]);
});

it('accepts no value of another type, and no other subject', () => {
  // @ts-expect-error -- the value is a number
  providerOf(heightOf, async () => 'tall');
  // @ts-expect-error -- the subject has an id
  void new Providers().lookUp(heightOf, reader, { name: 'oak' });
});
