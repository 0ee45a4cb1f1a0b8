import { isFull, readOptions } from './options';

describe('the options of the benchmark', () => {
  const read = (...args: string[]) => {
    const options = readOptions(args)!;
    return { ...options, sizes: options.sizes.map(({ name }) => name), full: isFull(options) };
  };

  it('choose one size and short turns, but every workload, server and round', () => {
    expect(read()).toMatchObject({ sizes: ['100k'], rounds: 15, milliseconds: 400, full: false });
    expect(read().workloads).toEqual(['W1', 'W2', 'W3', 'W4', 'W5', 'W6']);
    expect(read().kinds).toHaveLength(5);
    expect(read().engines).toEqual(['mariadb', 'sqlite']);
  });

  it('choose everything that is published with --whole', () => {
    expect(read('--whole')).toMatchObject({ sizes: ['10k', '100k', '1m'], milliseconds: 1_000, full: true });
  });

  it.each([[['W4']], [['--slice', '0.5']], [['--sizes', '1m']], [['--rounds', '14']], [['--profile']]])(
    'keep no results of a whole run with %j',
    (args) => expect(read('--whole', ...args).full).toBe(false),
  );

  it('take sizes and turns that are named', () => {
    expect(read('W5', '--sizes', '10k,1m', '--slice', '2')).toMatchObject({
      workloads: ['W5'],
      sizes: ['10k', '1m'],
      milliseconds: 2_000,
    });
    expect(() => read('--sizes', '2m')).toThrow('Unknown size "2m"');
  });
});
