import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  addIndices,
  createTable,
  date,
  dateTime,
  dropColumns,
  dropIndices,
  dropTables,
  id,
  index,
  int,
  json,
  longText,
  primaryId,
  unique,
  word,
} from '../src/shared/database/migration';

const standing = [
  int('reportEveryDays', { nullable: true }),
  date('reportFirstDueOn', { nullable: true }),
  int('reportsMissedBefore', { nullable: true }),
  date('reportOverdueToldOn', { nullable: true }),
  word('healthStatus', { nullable: true }),
  dateTime('healthAssessedAt', { nullable: true }),
];
const ofHealth = [index('healthStatus')];
const filters = [index('deliveryMode'), index('startsOn'), index('endsOn'), index('activatedOn'), index('endedOn')];
const timeline = [index('contextId', 'occurredAt')];
const batch = 1_000;

/** Status reports, project health, timelines, and indexes for more filters of projects. */
export class Running0000000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'project', standing, ofHealth);
    await addIndices(runner, 'project', filters);
    await createTable(
      runner,
      'status_report',
      [
        primaryId(),
        id('projectId', { references: 'project' }),
        date('asOf'),
        date('dueOn', { nullable: true }),
        dateTime('filedAt'),
        int('daysLate'),
        int('edition'),
        id('correctsId', { nullable: true, references: 'status_report' }),
        id('filedById', { references: 'user' }),
        longText('progress'),
        longText('plan'),
        longText('risks'),
        longText('requirements'),
        word('assessment'),
        json('figures'),
      ],
      [
        index('projectId', 'filedAt'),
        unique('projectId', 'dueOn', 'edition'),
        unique('correctsId'),
        index('filedById'),
      ],
    );
    await addColumns(runner, 'fact', [id('contextId', { nullable: true })]);
    await tellContexts(runner);
    await addIndices(runner, 'fact', timeline);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'fact', ['contextId'], timeline);
    await dropTables(runner, 'status_report');
    await dropIndices(runner, 'project', filters);
    await dropColumns(
      runner,
      'project',
      standing.map(({ name }) => name),
      ofHealth,
    );
  }
}

/** Sets the context of existing facts: the project that they name or that their subject belongs to, or else the subject. */
async function tellContexts(runner: QueryRunner): Promise<void> {
  // Facts about assisted deliveries and documents did not name their project.
  const subjects = (await runner.query(
    'SELECT id, projectId FROM assisted_delivery UNION ALL SELECT id, projectId FROM document WHERE projectId IS NOT NULL',
  )) as { id: string; projectId: string }[];
  const projects = new Map(subjects.map((each) => [each.id, each.projectId]));
  for (let after = ''; ;) {
    const facts = (await runner.query(
      `SELECT id, subjectId, data FROM \`fact\` WHERE id > ? ORDER BY id LIMIT ${batch}`,
      [after],
    )) as { id: string; subjectId: string; data: unknown }[];
    const contexts = new Map<string, string[]>();
    for (const fact of facts) {
      const data = (typeof fact.data === 'string' ? JSON.parse(fact.data) : fact.data) as {
        projectId?: unknown;
      } | null;
      const named = typeof data?.projectId === 'string' ? data.projectId : projects.get(fact.subjectId);
      const contextId = named ?? fact.subjectId;
      contexts.set(contextId, [...(contexts.get(contextId) ?? []), fact.id]);
    }
    for (const [contextId, ids] of contexts) {
      const places = ids.map(() => '?').join(', ');
      await runner.query(`UPDATE \`fact\` SET contextId = ? WHERE id IN (${places})`, [contextId, ...ids]);
    }
    if (facts.length < batch) return;
    after = facts.at(-1)!.id;
  }
}
