import { rollupIdOf } from '../../src/modules/delivery/costs/cost-rollup.service';
import type { Row, RowOf } from './records';

/** The roll-up of costs, as the approvals of these time entries would have left it. */
export class CostRows {
  private readonly found = new Map<string, Row>();

  add(entry: Row): void {
    const { partnerId, projectId, phase, workedOn, currencyCode, minutes, costMinor } = entry as Record<string, never>;
    const month = String(workedOn).slice(0, 7);
    const share = partnerId === null ? String(projectId).slice(-1) : '';
    const group = { partnerId, phase, month, currencyCode, share };
    const id = rollupIdOf(group);
    const row = this.found.get(id) ?? { id, ...group, entries: 0, minutes: 0, costMinor: 0 };
    row.entries = Number(row.entries) + 1;
    row.minutes = Number(row.minutes) + Number(minutes);
    row.costMinor = Number(row.costMinor) + Number(costMinor);
    this.found.set(id, row);
  }

  *rows(): Generator<RowOf> {
    for (const row of this.found.values()) yield ['cost_rollup', row];
  }
}
