import { isDeepStrictEqual } from 'node:util';
import { faultOfRead, graphql, isLimit, authorizationOf } from './workloads';
import type { Kind } from './fleet';
import { shot, type Shot } from './load';
import type { Workload } from './measure';
import { approval } from './requests';
import type { Store } from './store';
import { hourlyCostMinor, type PendingEntry, type World } from './world';

/** More than any server approves in a slice. */
const enoughForASlice = 6_000;

/** Time entries that wait for approval, and the approvals that servers have acknowledged. */
export class Approvals {
  readonly workload: Workload;
  private readonly pending: PendingEntry[] = [];
  private readonly acknowledged = new Set<string>();
  private sent = 0;

  constructor(
    private readonly world: World,
    private readonly store: Store,
  ) {
    this.workload = {
      name: 'W4',
      title: 'approve a time entry: entry, roll-up, history, outbox and idempotency key in one durable commit',
      kinds: ['L', 'L again', 'ours'],
      connections: 16,
      next: (kind) => this.next(kind),
      prepare: () => this.prepare(enoughForASlice),
      canonical: (body) =>
        JSON.parse(JSON.stringify((body as { data: object }).data), (name, value: unknown) =>
          name === 'id' ? typeof value : value,
        ),
    };
  }

  /** Submits time entries until this many are waiting. */
  async prepare(count: number): Promise<void> {
    if (this.pending.length >= count) return;
    const made: PendingEntry[] = [];
    await this.store.fill(this.world.submittedTime(count * 2, made), { analyse: false });
    this.pending.unshift(...made);
  }

  next(kind: Kind): Shot {
    const entry = this.pending.pop();
    if (!entry) throw new Error('There is no submitted time left.');
    const { id, manager } = entry;
    const key = `approval-${(this.sent += 1)}`;
    const fault = (status: number, body: Buffer) => {
      const wrong = faultOfRead(status, body) ?? (body.includes('"userErrors":[]') ? null : body.toString());
      if (wrong === null) this.acknowledged.add(id);
      return wrong;
    };
    const variables = { id, version: 1 };
    const headers = { 'idempotency-key': key };
    if (!isLimit(kind)) return graphql(manager, approval, variables, fault, { kind: 'W4', headers });
    return shot(
      {
        method: 'POST',
        path: '/approvals',
        headers: { ...headers, authorization: authorizationOf(manager), 'content-type': 'application/json' },
        body: JSON.stringify(variables),
      },
      fault,
      'W4',
    );
  }

  /** Checks that the database has exactly the acknowledged approvals, each once; returns their number. */
  async verify(): Promise<number> {
    const entries = await this.idsOf(
      `SELECT id FROM time_entry WHERE status = 'APPROVED' AND version = 2 AND costMinor = ${hourlyCostMinor}`,
    );
    const others = [
      `SELECT h.recordId AS id FROM history_entry AS h JOIN time_entry AS t ON t.id = h.recordId AND t.historyHash = h.hash WHERE h.recordVersion = 2`,
      `SELECT subjectId AS id FROM fact WHERE type = 'TimeEntryApproved'`,
      `SELECT resultId AS id FROM idempotency_key`,
    ];
    const expected = [...this.acknowledged].sort();
    for (const found of [entries, ...(await Promise.all(others.map((statement) => this.idsOf(statement))))]) {
      if (isDeepStrictEqual(found, expected)) continue;
      throw new Error(`W4: ${expected.length} approvals were acknowledged, and ${found.length} are stored.`);
    }
    const [sums] = await this.store.query(
      `SELECT SUM(minutes) - (SELECT SUM(minutes) FROM time_entry WHERE status = 'APPROVED') AS minutes,
              SUM(costMinor) - (SELECT SUM(costMinor) FROM time_entry WHERE status = 'APPROVED') AS cost FROM cost_rollup`,
    );
    if (Number(sums!.minutes) !== 0 || Number(sums!.cost) !== 0) {
      throw new Error(`W4: the roll-up is ${String(sums!.minutes)} minutes and ${String(sums!.cost)} cents off.`);
    }
    return expected.length;
  }

  private async idsOf(statement: string): Promise<string[]> {
    return (await this.store.query(statement)).map(({ id }) => id as string).sort();
  }
}
