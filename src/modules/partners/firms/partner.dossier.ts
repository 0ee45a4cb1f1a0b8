import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Partner } from './partner.entity';
import type { PartnerStatus } from './partner.lifecycle';

/*
 * A decision on a partner looks at its checklist and its members. The dossier's revision lets no decision be taken on
 * what changes at the same moment: a change counts it up, and a decision fails where it is not the one that was read.
 */

/** Before a change of the checklist or the members, which these states of the partner allow. */
export async function changeDossier(
  tx: Transaction,
  partner: Partner,
  states: readonly PartnerStatus[],
): Promise<void> {
  const changed = await tx.execute(
    sql`UPDATE partner SET dossierRevision = dossierRevision + 1 WHERE id = ${partner.id} AND status IN (${[...states]})`,
  );
  if (changed !== 1) throw meanwhile();
}

/** Before a decision that looked at them. */
export async function closeDossier(tx: Transaction, partner: Partner): Promise<void> {
  const changed = await tx.execute(
    sql`UPDATE partner SET dossierRevision = dossierRevision + 1 WHERE id = ${partner.id} AND dossierRevision = ${partner.dossierRevision}`,
  );
  if (changed !== 1) throw meanwhile();
}

function meanwhile(): RuleViolationError {
  return new RuleViolationError(
    'changed-meanwhile',
    'The partner, its checklist or its members changed at the same moment: look again.',
  );
}
