import type { MigrationInterface, QueryRunner } from 'typeorm';

const released = 'SELECT release_of.entryId FROM incentive_release AS release_of';

/** The day of its release is written to an entry, so that sums and lists need not look for it. */
export class ReleasedEntries0000000000089 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE incentive_entry SET payableFrom =
        (SELECT release_of.payableFrom FROM incentive_release AS release_of WHERE release_of.entryId = incentive_entry.id)
        WHERE payableFrom IS NULL AND id IN (${released})`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE incentive_entry SET payableFrom = NULL WHERE id IN (${released})`);
  }
}
