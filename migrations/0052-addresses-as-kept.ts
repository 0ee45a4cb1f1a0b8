import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mailAddress } from '../src/shared/domain/text';

interface Row {
  id: string;
  email: string;
  login: string | null;
  partnerId: string | null;
}

const batch = 500;
const longest = 254;

/**
 * Normalizes stored email addresses by the rule that sign-in now uses: without case, width and invisible characters. If another
 * user already has the normalized address, the row keeps its address and loses its login; the log names both, so that a person
 * can correct one. Each step is repeatable: correct addresses are left alone.
 */
export class AddressesAsKept0000000000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (let after = ''; ;) {
      const rows = (await runner.query(
        `SELECT id, email, login, partnerId FROM \`user\` WHERE id > ? ORDER BY id LIMIT ${batch}`,
        [after],
      )) as Row[];
      for (const row of rows) await rewrite(runner, row);
      if (rows.length < batch) return;
      after = rows.at(-1)!.id;
    }
  }

  async down(): Promise<void> {
    // The previous release works with the new addresses as well.
  }
}

async function rewrite(runner: QueryRunner, row: Row): Promise<void> {
  const right = mailAddress(row.email);
  if (right !== row.email && (await isFree(runner, row, right)))
    await runner.query('UPDATE `user` SET email = ? WHERE id = ?', [right, row.id]);
  const login = row.login === null ? null : mailAddress(row.login);
  if (login === null || login === row.login) return;
  const isOwn = login.length <= longest && (await otherWith(runner, row.id, 'login = ?', [login])) === null;
  await runner.query('UPDATE `user` SET login = ? WHERE id = ?', [isOwn ? login : null, row.id]);
}

/** Whether the address fits and no other user of the same firm, or of the vendor, has it. Logs a warning if not. */
async function isFree(runner: QueryRunner, { id, partnerId }: Row, right: string): Promise<boolean> {
  const inFirm = partnerId === null ? 'partnerId IS NULL' : 'partnerId = ?';
  const firm = partnerId === null ? [] : [partnerId];
  const other = await otherWith(runner, id, `email = ? AND ${inFirm}`, [right, ...firm]);
  if (other !== null)
    console.warn(`user ${id} has the same address as ${other} now ("${right}"): correct one of them.`);
  else if (right.length > longest) console.warn(`user ${id} has an address that is too long: correct it.`);
  return other === null && right.length <= longest;
}

async function otherWith(runner: QueryRunner, id: string, where: string, values: string[]): Promise<string | null> {
  const [other] = (await runner.query(`SELECT id FROM \`user\` WHERE ${where} AND id <> ?`, [...values, id])) as Row[];
  return other?.id ?? null;
}
