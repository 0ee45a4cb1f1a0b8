import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dateTime, dropColumns, index, json, text } from '../src/shared/database/migration';

const nullable = { nullable: true };
const indices = [index('achievementKey')];
const batch = 500;

interface Certified {
  id: string;
  offeringId: string;
  evidence: string[] | string;
  offering: string;
  description: string;
  holder: string;
}

/** The content of a certification's badge, stored with it, and the time of its last change. */
export class Awards0000000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(
      runner,
      'certification',
      [json('award', nullable), text('achievementKey', 100, nullable), dateTime('toldAt', nullable)],
      indices,
    );
    for (;;) {
      const rows = (await runner.query(
        `SELECT c.id AS id, c.offeringId AS offeringId, c.evidence AS evidence, o.name AS offering,
         o.description AS description, u.name AS holder FROM certification c
         JOIN service_offering o ON o.id = c.offeringId JOIN \`user\` u ON u.id = c.userId
         WHERE c.toldAt IS NULL ORDER BY c.id LIMIT ${batch}`,
      )) as Certified[];
      for (const row of rows) await freeze(runner, row);
      if (rows.length < batch) return;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'certification', ['toldAt', 'achievementKey', 'award'], indices);
  }
}

/**
 * Stores the current names of holder and offering, because earlier ones were not kept, with the titles of the passed
 * assessments. The vendor's name was never stored, so it stays null.
 */
async function freeze(runner: QueryRunner, row: Certified): Promise<void> {
  const evidence = (typeof row.evidence === 'string' ? JSON.parse(row.evidence) : row.evidence) as string[];
  const marks = evidence.map(() => '?').join(', ') || 'NULL';
  const passed = (await runner.query(
    `SELECT t.id AS id, a.title AS title FROM attempt t JOIN assessment a ON a.id = t.assessmentId WHERE t.id IN (${marks})`,
    evidence,
  )) as { id: string; title: string }[];
  const titles = evidence.flatMap((id) => passed.find((each) => each.id === id)?.title ?? []);
  const asked = titles.length > 0 ? `: ${titles.join('; ')}` : '';
  const name = row.offering;
  const description = row.description || `Can deliver the service ${name}.`;
  const criteria = `Passed every assessment that the service ${name} asked for${asked}.`;
  const award = { holder: row.holder, issuer: null, achievement: { name, description, criteria } };
  const digest = createHash('sha256')
    .update(JSON.stringify([name, description, criteria]))
    .digest('hex');
  // The latest of its passes is when it was last issued or extended.
  const latest = `(SELECT MAX(closedAt) FROM attempt WHERE id IN (${marks}))`;
  await runner.query(
    `UPDATE certification SET award = ?, achievementKey = ?,
     toldAt = COALESCE(revokedAt, CASE WHEN ${latest} > createdAt THEN ${latest} ELSE createdAt END) WHERE id = ?`,
    [JSON.stringify(award), `${row.offeringId}-${digest.slice(0, 32)}`, ...evidence, ...evidence, row.id],
  );
}
