import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, id, index, unique } from '../src/shared/database/migration';

const nullable = { nullable: true };
const ofTime = [unique('correctsId')];
const ofExpenses = [unique('reversesId'), unique('correctsId'), index('refundOfId')];

/** Corrections of approved time and expenses, and reversals and refunds of expenses. */
export class Corrections0000000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'time_entry', [id('correctsId', nullable), id('recordedById', nullable)], ofTime);
    const columns = ['reversesId', 'refundOfId', 'correctsId', 'recordedById'].map((name) => id(name, nullable));
    await addColumns(runner, 'expense', columns, ofExpenses);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'expense', ['recordedById', 'correctsId', 'refundOfId', 'reversesId'], ofExpenses);
    await dropColumns(runner, 'time_entry', ['recordedById', 'correctsId'], ofTime);
  }
}
