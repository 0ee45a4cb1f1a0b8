import { type CostGroup, rollupIdOf } from '../../src/modules/time/costs/cost-rollup.service';
import type { Row, RowOf } from './records';

type CostedEntry = CostGroup & { projectId: string; workedOn: string; minutes: number; costMinor: number };

/** The cost roll-up that the approvals of these time entries would have produced. */
export class CostRows {
  private readonly found = new Map<string, Row>();

  add(entry: Row): void {
    const { partnerId, projectId, phase, workedOn, currencyCode, minutes, costMinor } = entry as unknown as CostedEntry;
    const month = workedOn.slice(0, 7);
    const share = partnerId === null ? projectId.slice(-1) : '';
    const group = { partnerId, phase, month, currencyCode, share };
    const id = rollupIdOf(group);
    const row = this.found.get(id) ?? { id, ...group, entries: 0, minutes: 0, costMinor: 0 };
    row.entries = Number(row.entries) + 1;
    row.minutes = Number(row.minutes) + minutes;
    row.costMinor = Number(row.costMinor) + costMinor;
    this.found.set(id, row);
  }

  *rows(): Generator<RowOf> {
    for (const row of this.found.values()) yield ['cost_rollup', row];
  }
}
