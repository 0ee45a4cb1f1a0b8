import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { emptyHash } from '../src/shared/database/history';
import {
  createTable,
  date,
  dateTime,
  dropTables,
  id,
  index,
  json,
  longText,
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';
import { newId } from '../src/shared/domain/ids';
import { searchKey } from '../src/shared/domain/text';

type Row = Record<string, unknown>;

/** New columns may be null; TypeORM's own way of adding one would copy the whole table on the embedded engine. */
const columns: readonly [table: string, column: string, type: string][] = [
  ['programme', 'reviewEveryMonths', 'integer'],
  ['partner', 'tierDecidedOn', 'date'],
  ['partner', 'tierGraceUntil', 'date'],
  ['qualification', 'graceRemindedOn', 'date'],
];

const indices: readonly [table: string, ...columns: string[]][] = [
  ['partner', 'country'],
  ['partner', 'createdAt'],
  ['partner', 'tierGraceUntil'],
  ['qualification', 'stage', 'recoverUntil'],
];

/** Reviews of tiers, the steps of partners, waivers that can be revoked, industries with an index. */
export class Programmes0000000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, type] of columns) {
      await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${column}\` ${type} NULL`);
    }
    for (const [table, ...names] of indices) {
      await runner.createIndex(table, new TableIndex({ columnNames: names }));
    }
    await createTable(
      runner,
      'partner_transition',
      [
        primaryId(),
        id('partnerId', { references: 'partner' }),
        word('from'),
        word('to'),
        id('programmeId', { nullable: true, references: 'programme' }),
        json('criteria'),
        longText('reason', { nullable: true }),
        id('actorId', { nullable: true }),
        dateTime('at'),
      ],
      [index('partnerId', 'at'), index('programmeId')],
    );
    await createTable(
      runner,
      'partner_industry',
      [primaryId(), id('partnerId', { references: 'partner' }), text('industryKey', 200)],
      [unique('industryKey', 'partnerId'), index('partnerId')],
    );
    await createTable(
      runner,
      'tier_review',
      [
        ...recordColumns(),
        id('partnerId', { references: 'partner' }),
        word('status'),
        word('cause'),
        date('dueOn'),
        longText('note', { nullable: true }),
        id('openedById', { nullable: true }),
        text('openKey', 64, { nullable: true }),
        id('programmeId', { nullable: true, references: 'programme' }),
        text('tierBefore', 100, { nullable: true }),
        text('tierAfter', 100, { nullable: true }),
        word('decision', { nullable: true }),
        date('graceUntil', { nullable: true }),
        longText('reason', { nullable: true }),
        json('evidence', { nullable: true }),
        id('decidedById', { nullable: true }),
        dateTime('decidedAt', { nullable: true }),
      ],
      [index('partnerId', 'dueOn'), index('status', 'dueOn'), index('dueOn'), unique('openKey'), index('programmeId')],
    );
    await this.keepAdmissionsAndIndustries(runner);
    for (const column of ['admission', 'industriesKey']) {
      await runner.query(`ALTER TABLE \`partner\` DROP COLUMN \`${column}\``);
    }
    const waivers = await rowsOf(runner, 'SELECT * FROM `gate_waiver`');
    await dropTables(runner, 'gate_waiver');
    await createTable(
      runner,
      'gate_waiver',
      [
        ...recordColumns(),
        ...waiverColumns(),
        word('status'),
        text('activeKey', 180, { nullable: true }),
        id('revokedById', { nullable: true }),
        dateTime('revokedAt', { nullable: true }),
        longText('revocationReason', { nullable: true }),
      ],
      [index('subjectId', 'gate'), index('partnerId'), unique('activeKey')],
    );
    for (const waiver of waivers) {
      const { subjectId, gate, code, at } = waiver;
      await insert(runner, 'gate_waiver', {
        ...waiver,
        version: 1,
        createdAt: at,
        updatedAt: at,
        historyHash: emptyHash,
        status: 'ACTIVE',
        activeKey: [subjectId, gate, code].join(' '),
      });
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    const waivers = await rowsOf(runner, "SELECT * FROM `gate_waiver` WHERE `status` = 'ACTIVE'");
    await dropTables(runner, 'gate_waiver');
    await createTable(
      runner,
      'gate_waiver',
      [primaryId(), ...waiverColumns()],
      [unique('subjectId', 'gate', 'code'), index('partnerId')],
    );
    for (const { id: waiverId, subjectId, partnerId, gate, code, reason, waivedById, at } of waivers) {
      const kept = { id: waiverId, subjectId, partnerId, gate, code, reason, waivedById, at };
      await insert(runner, 'gate_waiver', kept);
    }
    await runner.query('ALTER TABLE `partner` ADD COLUMN `admission` json NULL');
    await runner.query('ALTER TABLE `partner` ADD COLUMN `industriesKey` text NULL');
    for (const { id: partnerId, industries } of await rowsOf(runner, 'SELECT id, industries FROM `partner`')) {
      const key = `|${keysOf(industries).join('|')}|`;
      await runner.query('UPDATE `partner` SET industriesKey = ? WHERE id = ?', [key, partnerId]);
    }
    await dropTables(runner, 'tier_review', 'partner_industry', 'partner_transition');
    for (const [table, ...names] of [...indices].reverse()) {
      const found = (await runner.getTable(table))!.indices.find(
        ({ columnNames }) => columnNames.join() === names.join(),
      );
      await runner.dropIndex(table, found!);
    }
    for (const [table, column] of columns) await runner.query(`ALTER TABLE \`${table}\` DROP COLUMN \`${column}\``);
  }

  /** What stood on the partners themselves. */
  private async keepAdmissionsAndIndustries(runner: QueryRunner): Promise<void> {
    for (const partner of await rowsOf(runner, 'SELECT id, industries, admission FROM `partner`')) {
      for (const industryKey of new Set(keysOf(partner.industries))) {
        const row = { id: newId('partnerindustry'), partnerId: partner.id, industryKey };
        await insert(runner, 'partner_industry', row);
      }
      const admission = parsed(partner.admission) as Record<string, string> | null;
      if (!admission) continue;
      const admittedAt = admission.admittedAt!;
      await insert(runner, 'partner_transition', {
        id: newId('partnertransition'),
        partnerId: partner.id,
        from: 'ONBOARDING',
        to: 'ACTIVE',
        programmeId: admission.programmeId,
        criteria: JSON.stringify(admission.criteria),
        actorId: admission.admittedById,
        at: admittedAt.replace('T', ' ').replace('Z', ''),
      });
      const decidedOn = admittedAt.slice(0, 10);
      await runner.query('UPDATE `partner` SET tierDecidedOn = ? WHERE id = ?', [decidedOn, partner.id]);
    }
  }
}

const waiverColumns = () => [
  id('subjectId'),
  id('partnerId', { references: 'partner' }),
  text('gate', 40),
  text('code', 60),
  longText('reason'),
  id('waivedById', { nullable: true }),
  dateTime('at'),
];

function rowsOf(runner: QueryRunner, statement: string): Promise<Row[]> {
  return runner.query(statement) as Promise<Row[]>;
}

async function insert(runner: QueryRunner, table: string, row: Row): Promise<void> {
  const names = Object.keys(row).map((name) => `\`${name}\``);
  const places = names.map(() => '?').join(', ');
  await runner.query(`INSERT INTO \`${table}\` (${names.join(', ')}) VALUES (${places})`, Object.values(row));
}

/** Some drivers answer a structure as text. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

function keysOf(industries: unknown): string[] {
  return (parsed(industries) as string[]).map((industry) => searchKey(industry));
}
