import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  dropTables,
  hasColumn,
  id,
  index,
  int,
  primaryId,
  text,
} from '../src/shared/database/migration';
import { addMonths } from '../src/shared/domain/dates';
import { idOfBytes } from '../src/shared/domain/ids';
import { CostRollup0000000000010 } from './0010-cost-rollup';

const table = 'cost_rollup';
const rowsOfAStatement = 200;
const sums = ['entries', 'minutes', 'standardMinutes', 'costMinor'] as const;
const names = ['id', 'partnerId', 'offeringId', 'phase', 'month', 'currencyCode', 'share', ...sums];

/** Costs are also kept by offering, with the minutes on standard scope items, for the standardisation rate. */
export class CostRollupByOffering0000000000084 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // It holds only sums, which are added up again from the entries.
    if (!(await hasColumn(runner, table, 'offeringId'))) await dropTables(runner, table);
    await createTable(
      runner,
      table,
      [
        primaryId(),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('offeringId', { references: 'service_offering' }),
        text('phase', 100),
        text('month', 7),
        text('currencyCode', 3),
        text('share', 1),
        int('entries'),
        int('minutes'),
        int('standardMinutes'),
        bigint('costMinor'),
      ],
      [
        index('partnerId', 'phase', 'currencyCode', 'month', 'entries', 'minutes', 'costMinor'),
        index('month', 'offeringId', 'partnerId', 'minutes', 'standardMinutes', 'entries'),
      ],
    );
    await this.addUp(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await hasColumn(runner, table, 'offeringId')) await dropTables(runner, table);
    await new CostRollup0000000000010().up(runner);
  }

  /** Month by month, so that only the groups of one are in memory. A month that an interrupted run filled starts over. */
  private async addUp(runner: QueryRunner): Promise<void> {
    const months = (await runner.query(
      `SELECT DISTINCT SUBSTR(workedOn, 1, 7) AS month FROM time_entry WHERE status = 'APPROVED' ORDER BY 1`,
    )) as { month: string }[];
    for (const { month } of months) {
      const first = `${month}-01`;
      const groups = (await runner.query(
        `SELECT t.partnerId, work.offeringId, t.phase, t.currencyCode,
           CASE WHEN t.partnerId IS NULL THEN SUBSTR(t.projectId, -1) ELSE '' END AS share,
           COUNT(*) AS entries, SUM(t.minutes) AS minutes,
           SUM(CASE WHEN item.standard = 1 THEN t.minutes ELSE 0 END) AS standardMinutes, SUM(t.costMinor) AS costMinor
         FROM time_entry AS t
         JOIN allocation AS work ON work.id = t.allocationId
         JOIN scope_item AS item ON item.id = t.scopeItemId
         WHERE t.status = 'APPROVED' AND t.workedOn >= ? AND t.workedOn < ? GROUP BY 1, 2, 3, 4, 5`,
        [first, addMonths(first, 1)],
      )) as Record<string, string | number | null>[];
      await runner.query(`DELETE FROM ${table} WHERE month = ?`, [month]);
      for (let start = 0; start < groups.length; start += rowsOfAStatement) {
        const rows = groups.slice(start, start + rowsOfAStatement).map((group) => {
          const { partnerId, offeringId, phase, currencyCode, share } = group;
          const key = [partnerId ?? '', offeringId, month, currencyCode, share, phase].join(' ');
          const rollupId = idOfBytes('cost_rollup', createHash('sha256').update(key).digest().subarray(0, 16));
          const sumsOfGroup = sums.map((name) => group[name]);
          return [rollupId, partnerId, offeringId, phase, month, currencyCode, share, ...sumsOfGroup];
        });
        const tuples = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
        await runner.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES ${tuples}`, rows.flat());
      }
    }
  }
}
