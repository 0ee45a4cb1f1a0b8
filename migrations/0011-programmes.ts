import type { MigrationInterface, QueryRunner } from 'typeorm';
import { emptyHash } from '../src/shared/database/history';
import {
  addColumns,
  createTable,
  date,
  dateTime,
  dropColumns,
  dropTables,
  hasColumn,
  id,
  index,
  int,
  json,
  longText,
  primaryId,
  rebuildTable,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';
import { newId } from '../src/shared/domain/ids';
import { searchKey } from '../src/shared/domain/text';

type Row = Record<string, unknown>;

const columns = [
  { table: 'programme', columns: [int('reviewEveryMonths', { nullable: true })], indices: [] },
  {
    table: 'partner',
    columns: [date('tierDecidedOn', { nullable: true }), date('tierGraceUntil', { nullable: true })],
    indices: [index('country'), index('createdAt'), index('tierGraceUntil')],
  },
  {
    table: 'qualification',
    columns: [date('graceRemindedOn', { nullable: true })],
    indices: [index('stage', 'recoverUntil')],
  },
];

/** Tier reviews, partner transitions, revocable waivers, and indexed industries. */
export class Programmes0000000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const added of columns) await addColumns(runner, added.table, added.columns, added.indices);
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
    // The first of the two columns to be dropped: if it is gone, an interrupted run has already copied everything.
    if (await hasColumn(runner, 'partner', 'admission')) await this.keepAdmissionsAndIndustries(runner);
    await dropColumns(runner, 'partner', ['admission', 'industriesKey']);
    await rebuildTable(
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
      {
        ...waiverValues(),
        version: '1',
        createdAt: 'at',
        updatedAt: 'at',
        historyHash: `'${emptyHash}'`,
        status: "'ACTIVE'",
        activeKey: "CONCAT(subjectId, ' ', gate, ' ', code)",
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await rebuildTable(
      runner,
      'gate_waiver',
      [primaryId(), ...waiverColumns()],
      [unique('subjectId', 'gate', 'code'), index('partnerId')],
      waiverValues(),
      "status = 'ACTIVE'",
    );
    await addColumns(runner, 'partner', [
      json('admission', { nullable: true }),
      longText('industriesKey', { nullable: true }),
    ]);
    for (const { id: partnerId, industries } of await rowsOf(runner, 'SELECT id, industries FROM `partner`')) {
      const key = `|${keysOf(industries).join('|')}|`;
      await runner.query('UPDATE `partner` SET industriesKey = ? WHERE id = ?', [key, partnerId]);
    }
    await dropTables(runner, 'tier_review', 'partner_industry', 'partner_transition');
    for (const added of columns) {
      const names = added.columns.map(({ name }) => name);
      await dropColumns(runner, added.table, names, added.indices);
    }
  }

  /** Copies admissions and industries from the columns of partners to their new tables. */
  private async keepAdmissionsAndIndustries(runner: QueryRunner): Promise<void> {
    for (const partner of await rowsOf(runner, 'SELECT id, industries, admission FROM `partner`')) {
      const there = await rowsOf(runner, 'SELECT industryKey FROM partner_industry WHERE partnerId = ?', [partner.id]);
      const kept = new Set(there.map(({ industryKey }) => industryKey));
      for (const industryKey of new Set(keysOf(partner.industries))) {
        if (kept.has(industryKey)) continue;
        const row = { id: newId('partnerindustry'), partnerId: partner.id, industryKey };
        await insert(runner, 'partner_industry', row);
      }
      const admission = parsed(partner.admission) as Record<string, string> | null;
      if (admission) await this.keepAdmission(runner, partner.id, admission);
    }
  }

  private async keepAdmission(runner: QueryRunner, partnerId: unknown, admission: Record<string, string>) {
    const admittedAt = admission.admittedAt!;
    const there = await rowsOf(runner, 'SELECT id FROM partner_transition WHERE partnerId = ?', [partnerId]);
    if (there.length === 0) {
      await insert(runner, 'partner_transition', {
        id: newId('partnertransition'),
        partnerId,
        from: 'ONBOARDING',
        to: 'ACTIVE',
        programmeId: admission.programmeId,
        criteria: JSON.stringify(admission.criteria),
        actorId: admission.admittedById,
        at: admittedAt.replace('T', ' ').replace('Z', ''),
      });
    }
    const decidedOn = admittedAt.slice(0, 10);
    await runner.query('UPDATE `partner` SET tierDecidedOn = ? WHERE id = ?', [decidedOn, partnerId]);
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

/** Copies the waiver's columns unchanged. */
const waiverValues = () =>
  Object.fromEntries(['id', ...waiverColumns().map(({ name }) => name)].map((name) => [name, name]));

function rowsOf(runner: QueryRunner, statement: string, parameters: unknown[] = []): Promise<Row[]> {
  return runner.query(statement, parameters) as Promise<Row[]>;
}

async function insert(runner: QueryRunner, table: string, row: Row): Promise<void> {
  const names = Object.keys(row).map((name) => `\`${name}\``);
  const places = names.map(() => '?').join(', ');
  await runner.query(`INSERT INTO \`${table}\` (${names.join(', ')}) VALUES (${places})`, Object.values(row));
}

/** Some drivers return JSON as text. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

function keysOf(industries: unknown): string[] {
  return (parsed(industries) as string[]).map((industry) => searchKey(industry));
}
