import type { Transaction } from '../../../shared/database/transaction';
import { sql } from '../../../shared/database/sql';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Partner } from './partner.entity';

/** Sorts partners without a score before those with 0. */
export const unscored = -1;

/**
 * Keeps the newest published score of a partner, for filters and orders. Derived data, without a version or history: the
 * scorecard has both.
 */
export async function keep(
  tx: Transaction,
  partnerId: Partner['id'],
  { overall, standing }: { overall: Decimal | null; standing: string | null },
): Promise<void> {
  const tenths = overall === null ? unscored : overall.times(10).toNumber();
  await tx.execute(sql`UPDATE partner SET scoreTenths = ${tenths}, standingName = ${standing} WHERE id = ${partnerId}`);
}
