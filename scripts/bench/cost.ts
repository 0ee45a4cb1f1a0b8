import type { Server } from './fleet';
import { ask } from './load';
import type { Workload } from './measure';
import { costByPhase } from './requests';
import type { World } from './world';
import { faultOfRead, get, graphql, isLimit } from './workloads';

/** One at a time: what counts is how long a person waits for the figures. */
export function costs(world: World): Workload {
  const login = world.managers[0]!;
  const limit = get(login, '/cost', 'W5');
  const ours = graphql(login, costByPhase, {}, faultOfRead, { kind: 'W5' });
  return {
    name: 'W5',
    title: 'cost by phase and partner',
    kinds: ['L', 'L again', 'ours'],
    connections: 1,
    next: (kind) => (isLimit(kind) ? limit : ours),
    canonical: sorted,
  };
}

/** Does the product have these figures? */
export async function hasCosts(server: Server, world: World): Promise<boolean> {
  const question = graphql(world.managers[0]!, '{ __schema { queryType { fields { name } } } }', {}, faultOfRead);
  return (await ask(server.port, question)).body.includes('"costByPhase"');
}

/** The groups in one order: none is agreed on. */
function sorted(body: unknown): string[] {
  const { costByPhase: groups } = (body as { data: { costByPhase: object[] } }).data;
  return groups.map((group) => JSON.stringify(group)).sort();
}
