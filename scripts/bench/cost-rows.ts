import { type CostGroup, rollupIdOf } from '../../src/modules/time/costs/cost-rollup.service';
import { personMonthId } from '../../src/modules/time/costs/person-month.service';
import type { Row, RowOf } from './records';

type CostedEntry = Omit<CostGroup, 'offeringId'> & {
  projectId: string;
  workedOn: string;
  minutes: number;
  costMinor: number;
};
interface WorkedEntry {
  userId: string;
  billable: boolean | number;
}

/** The roll-ups that the approvals of these time entries would have produced. */
export class CostRows {
  private readonly found = new Map<string, Row>();
  private readonly months = new Map<string, Row>();

  /** All work of the benchmark is standard. */
  add(entry: Row, offering: string): void {
    const { partnerId, projectId, phase, workedOn, currencyCode, minutes, costMinor } = entry as unknown as CostedEntry;
    const month = workedOn.slice(0, 7);
    const share = partnerId === null ? projectId.slice(-1) : '';
    const offeringId = offering as CostGroup['offeringId'];
    const group = { partnerId, offeringId, phase, month, currencyCode, share };
    const id = rollupIdOf(group);
    const row = this.found.get(id) ?? { id, ...group, entries: 0, minutes: 0, standardMinutes: 0, costMinor: 0 };
    row.entries = Number(row.entries) + 1;
    row.minutes = Number(row.minutes) + minutes;
    row.standardMinutes = row.minutes;
    row.costMinor = Number(row.costMinor) + costMinor;
    this.found.set(id, row);
    this.addMonth(entry as unknown as CostedEntry & WorkedEntry, month);
  }

  private addMonth({ userId, partnerId, minutes, billable }: CostedEntry & WorkedEntry, month: string): void {
    const id = personMonthId({ userId, month });
    const row = this.months.get(id) ?? { id, userId, partnerId, month, entries: 0, minutes: 0, billableMinutes: 0 };
    row.entries = Number(row.entries) + 1;
    row.minutes = Number(row.minutes) + minutes;
    row.billableMinutes = Number(row.billableMinutes) + (billable ? minutes : 0);
    this.months.set(id, row);
  }

  *rows(): Generator<RowOf> {
    for (const row of this.found.values()) yield ['cost_rollup', row];
    for (const row of this.months.values()) yield ['person_month', row];
  }
}
