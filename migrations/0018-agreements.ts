import type { MigrationInterface, QueryRunner } from 'typeorm';
import { emptyHash } from '../src/shared/database/history';
import {
  addColumns,
  boolean,
  createTable,
  date,
  dateTime,
  dropColumns,
  dropTables,
  id,
  index,
  int,
  json,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';
import { newId } from '../src/shared/domain/ids';

type Row = Record<string, unknown>;

const reminders = [int('reminded', { nullable: true })];
const due = [index('status', 'dueOn')];

/** Agreements as records that outlast the onboarding, and reminders. */
export class Agreements0000000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'onboarding_item', reminders, due);
    await createTable(
      runner,
      'agreement',
      [
        ...recordColumns(),
        id('partnerId', { references: 'partner' }),
        id('itemId', { references: 'onboarding_item' }),
        text('code', 60),
        text('title', 200),
        boolean('required'),
        word('status'),
        date('signedOn'),
        date('expiresOn', { nullable: true }),
        date('lastDay'),
        json('documents'),
        longText('note', { nullable: true }),
        id('predecessorId', { nullable: true, references: 'agreement' }),
        id('submittedById', { nullable: true }),
        dateTime('submittedAt', { nullable: true }),
        id('decidedById', { nullable: true }),
        dateTime('decidedAt', { nullable: true }),
        longText('sendBackReason', { nullable: true }),
        int('reminded', { nullable: true }),
      ],
      [
        index('partnerId', 'code'),
        index('status', 'lastDay'),
        index('lastDay'),
        index('createdAt'),
        index('itemId'),
        unique('predecessorId'),
      ],
    );
    // Creates agreements for partners that were already admitted. Skips those that an interrupted run has created.
    const items = (await runner.query(
      `SELECT i.* FROM onboarding_item AS i JOIN partner AS p ON p.id = i.partnerId
       WHERE i.kind = 'AGREEMENT' AND i.status = 'ACCEPTED' AND p.status IN ('ACTIVE', 'SUSPENDED')
         AND i.id NOT IN (SELECT itemId FROM agreement)`,
    )) as Row[];
    for (const item of items) {
      await insert(runner, 'agreement', {
        id: newId('agreement'),
        version: 1,
        createdAt: item.decidedAt,
        updatedAt: item.decidedAt,
        historyHash: emptyHash,
        partnerId: item.partnerId,
        itemId: item.id,
        code: item.code,
        title: item.title,
        required: item.required,
        status: 'IN_FORCE',
        signedOn: item.signedOn,
        expiresOn: item.expiresOn,
        lastDay: item.expiresOn ?? '9999-12-31',
        documents: '[]',
        note: item.note,
        submittedById: item.submittedById,
        submittedAt: item.submittedAt,
        decidedById: item.decidedById,
        decidedAt: item.decidedAt,
      });
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'agreement');
    await dropColumns(runner, 'onboarding_item', ['reminded'], due);
  }
}

async function insert(runner: QueryRunner, table: string, row: Row): Promise<void> {
  const names = Object.keys(row).map((name) => `\`${name}\``);
  const places = names.map(() => '?').join(', ');
  await runner.query(`INSERT INTO \`${table}\` (${names.join(', ')}) VALUES (${places})`, Object.values(row));
}
