import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createTable, dropTables, id, index, int, primaryId, text } from '../src/shared/database/migration';
import { idOfBytes } from '../src/shared/domain/ids';

const rowsOfAStatement = 200;

export class CostRollup0000000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'cost_rollup',
      [
        primaryId(),
        id('partnerId', { nullable: true, references: 'partner' }),
        text('phase', 100),
        text('month', 7),
        text('currencyCode', 3),
        text('share', 1),
        int('entries'),
        int('minutes'),
        bigint('costMinor'),
      ],
      [index('partnerId', 'phase', 'currencyCode', 'month', 'minutes', 'costMinor'), index('month')],
    );
    await this.addUp(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'cost_rollup');
  }

  /** Adds up the time entries approved before. Starts over after an interrupted run. */
  private async addUp(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM cost_rollup');
    const groups = (await runner.query(
      `SELECT partnerId, phase, SUBSTR(workedOn, 1, 7) AS month, currencyCode,
         CASE WHEN partnerId IS NULL THEN SUBSTR(projectId, -1) ELSE '' END AS share,
         COUNT(*) AS entries, SUM(minutes) AS minutes, SUM(costMinor) AS costMinor
       FROM time_entry WHERE status = 'APPROVED' GROUP BY 1, 2, 3, 4, 5`,
    )) as Record<string, string | number | null>[];
    for (let start = 0; start < groups.length; start += rowsOfAStatement) {
      const rows = groups
        .slice(start, start + rowsOfAStatement)
        .map(({ partnerId, phase, month, currencyCode, share, entries, minutes, costMinor }) => {
          const key = [partnerId ?? '', month, currencyCode, share, phase].join(' ');
          const rollupId = idOfBytes('cost_rollup', createHash('sha256').update(key).digest().subarray(0, 16));
          return [rollupId, partnerId, phase, month, currencyCode, share, entries, minutes, costMinor];
        });
      const tuples = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
      await runner.query(
        `INSERT INTO cost_rollup (id, partnerId, phase, month, currencyCode, share, entries, minutes, costMinor) VALUES ${tuples}`,
        rows.flat(),
      );
    }
  }
}
