import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { ConflictError, RuleViolationError } from '../../../shared/domain/errors';
import type { Partner } from './partner.entity';
import type { PartnerStatus } from './partner.lifecycle';

/*
 * A decision on a partner depends on its checklist and its members. The dossier's revision prevents a decision on
 * outdated data: each change increments it, and a decision fails if it is no longer the one that was read.
 */

/** Call before a change of the checklist or the members; the partner must be in one of the given statuses. */
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

/** Call before a decision that depends on them. */
export async function closeDossier(tx: Transaction, partner: Partner): Promise<void> {
  const changed = await tx.execute(
    sql`UPDATE partner SET dossierRevision = dossierRevision + 1 WHERE id = ${partner.id} AND dossierRevision = ${partner.dossierRevision}`,
  );
  if (changed !== 1) throw meanwhile();
}

/** Call before a step that depends on other records of the partner: if two such steps run concurrently, one is retried. */
export async function takeTurn(tx: Transaction, { id, version, dossierRevision }: Partner): Promise<void> {
  const taken = await tx.execute(
    sql`UPDATE partner SET dossierRevision = dossierRevision + 1 WHERE id = ${id} AND dossierRevision = ${dossierRevision}`,
  );
  if (taken !== 1) throw new ConflictError(id, version);
}

function meanwhile(): RuleViolationError {
  return new RuleViolationError(
    'changed-meanwhile',
    'The partner, its checklist or its members have just changed: reload and decide again.',
  );
}
