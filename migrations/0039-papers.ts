import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  dropColumns,
  dropTables,
  id,
  index,
  json,
  recordColumns,
  text,
  word,
} from '../src/shared/database/migration';

const contact = [index('contactId')];
const signedTables = ['statement_of_work', 'change_order'] as const;
const approver = { statement_of_work: 'approvedById', change_order: 'decidedById' } as const;

interface Signed {
  id: string;
  projectId: string;
  project: string;
  customer: string;
  approver: string | null;
}

/** Contacts of customers, and the names on signed papers, stored with the signed record. */
export class Papers0000000000039 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'contact',
      [
        ...recordColumns(),
        id('customerId', { references: 'customer' }),
        text('name', 200),
        text('email', 254, { nullable: true }),
        word('language'),
      ],
      [index('customerId', 'createdAt')],
    );
    await addColumns(runner, 'project', [id('contactId', { nullable: true })], contact);
    for (const table of signedTables) {
      const columns = [text('vendorSignatory', 200, { nullable: true }), json('signedNames', { nullable: true })];
      await addColumns(runner, table, columns);
      await nameSigned(runner, table);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of signedTables) await dropColumns(runner, table, ['signedNames', 'vendorSignatory']);
    await dropColumns(runner, 'project', ['contactId'], contact);
    await dropTables(runner, 'contact');
  }
}

/**
 * Stores the current names, which papers have used until now; customers and projects could not be renamed. The vendor's name
 * was never stored, so it stays null.
 */
async function nameSigned(runner: QueryRunner, table: (typeof signedTables)[number]): Promise<void> {
  const signed = (await runner.query(
    `SELECT t.id AS id, t.projectId AS projectId, p.name AS project, c.name AS customer, u.name AS approver
     FROM ${table} t JOIN project p ON p.id = t.projectId JOIN customer c ON c.id = p.customerId
     LEFT JOIN \`user\` u ON u.id = t.${approver[table]} WHERE t.signedOn IS NOT NULL AND t.signedNames IS NULL`,
  )) as Signed[];
  for (const { id: signedId, projectId, project, customer, approver: vendorSignatory } of signed) {
    const others = await namesOf(runner, projectId);
    const names = { project, customer, contact: null, language: 'EN', vendor: null, others };
    await runner.query(`UPDATE ${table} SET signedNames = ?, vendorSignatory = ? WHERE id = ?`, [
      JSON.stringify(names),
      vendorSignatory,
      signedId,
    ]);
  }
}

/** The names of all partners and offerings in any revision of the project. */
async function namesOf(runner: QueryRunner, projectId: string): Promise<Record<string, string>> {
  const rows = (await runner.query(
    `SELECT DISTINCT r.id AS id, r.name AS name FROM partner r JOIN resource_line l ON l.partnerId = r.id WHERE l.projectId = ?
     UNION SELECT DISTINCT o.id, o.name FROM service_offering o JOIN scope_item i ON i.offeringId = o.id WHERE i.projectId = ?`,
    [projectId, projectId],
  )) as { id: string; name: string }[];
  return Object.fromEntries(rows.map(({ id: other, name }) => [other, name]));
}
