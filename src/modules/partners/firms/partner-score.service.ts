import type { Transaction } from '../../../shared/database/transaction';
import { join, sql } from '../../../shared/database/sql';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Partner } from './partner.entity';

/** Sorts partners without a score before those with 0. */
export const unscored = -1;

/** The score of a partner's newest published card. */
interface KeptScore {
  partnerId: Partner['id'];
  overall: Decimal | null;
  standing: string | null;
}

/**
 * Keeps the newest published scores of partners, for filters and orders, in one statement. Derived data, without a
 * version or history: the scorecards have both.
 */
export async function keepAll(tx: Transaction, scores: readonly KeptScore[]): Promise<void> {
  const each = (of: (score: KeptScore) => unknown) =>
    join(
      scores.map((score) => sql`WHEN ${score.partnerId} THEN ${of(score)}`),
      ' ',
    );
  const tenths = ({ overall }: KeptScore) => (overall === null ? unscored : overall.times(10).toNumber());
  await tx.execute(sql`UPDATE partner SET scoreTenths = CASE id ${each(tenths)} END,
    standingName = CASE id ${each(({ standing }) => standing)} END
    WHERE id IN (${scores.map(({ partnerId }) => partnerId)})`);
}
