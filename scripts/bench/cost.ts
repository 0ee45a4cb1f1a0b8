import { get, graphql, faultOfRead, isLimit } from './workloads';
import type { Workload } from './measure';
import { costByPhase } from './requests';
import type { World } from './world';

/**
 * Both servers add up every entry, and Trellis also reads its roll-up. One request at a time: what counts is how long a
 * person waits for the sums.
 */
export function costs(world: World): { added: Workload; kept: Workload } {
  const login = world.managers[0]!;
  const limit = get(login, '/cost', 'W5');
  const workload = (name: string, title: string, source: 'ENTRIES' | 'ROLLUP'): Workload => {
    const ours = graphql(login, costByPhase, { source }, faultOfRead, { kind: 'W5' });
    return {
      name,
      title,
      kinds: ['L', 'L again', 'ours'],
      connections: 1,
      next: (kind) => (isLimit(kind) ? limit : ours),
      canonical: sorted,
    };
  };
  return {
    added: workload('W5', 'cost by phase and partner, added up', 'ENTRIES'),
    kept: workload('W5 roll-up', 'the same, as Trellis keeps it added up', 'ROLLUP'),
  };
}

/** The groups sorted, because their order is undefined. */
function sorted(body: unknown): string[] {
  const { nodes } = (body as { data: { costByPhase: { nodes: object[] } } }).data.costByPhase;
  return nodes.map((group) => JSON.stringify(group)).sort();
}
