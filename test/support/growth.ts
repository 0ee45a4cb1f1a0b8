/**
 * The cost of the work at ten times the size, as a multiple of its cost at the size. Measured in CPU time of this process,
 * so that other programs do not count: the minimum of three runs, and at least a millisecond.
 */
export function growthOf(work: (size: number) => void, size: number): number {
  const cost = (times: number) => {
    const before = process.cpuUsage();
    work(times);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const least = (times: number) => Math.max(1_000, Math.min(...[1, 2, 3].map(() => cost(times))));
  return least(10 * size) / least(size);
}
