import { type Blocker, type LegalAction } from '../../../shared/domain/lifecycle';
import { IncentiveHold } from '../incentive-hold';
import { type IncentiveEntry, IncentiveKind } from './incentive-entry.entity';
import { incentiveActions } from './ledger.actions';

/** An entry with what has happened to it since: it never changes itself. */
export interface Standing {
  entry: Pick<IncentiveEntry, 'kind' | 'hold'>;
  isReversed: boolean;
  isReleased: boolean;
}

export function blockersOfReversal({ entry, isReversed }: Standing): Blocker[] {
  if (entry.kind === IncentiveKind.REVERSAL) return [final('reversal-is-final', 'A reversal')];
  if (entry.kind === IncentiveKind.PAYOUT) return [final('payout-is-final', 'A payout')];
  return isReversed ? [{ code: 'already-reversed', message: 'The entry is already reversed.' }] : [];
}

export function blockersOfRelease({ entry, isReversed, isReleased }: Standing): Blocker[] {
  if (entry.hold === IncentiveHold.NONE) return [{ code: 'not-held', message: 'The entry is not held.' }];
  if (entry.kind === IncentiveKind.REVERSAL) return [{ code: 'not-held', message: 'A reversal follows its entry.' }];
  if (isReleased) return [{ code: 'already-released', message: 'The entry is already released.' }];
  return isReversed
    ? [{ code: 'already-reversed', message: 'The entry is reversed: there is nothing to release.' }]
    : [];
}

/** The steps that are offered, each with its blockers. */
export function stepsOf(standing: Standing): LegalAction<(typeof incentiveActions)['reverse' | 'release']>[] {
  const { reverse, release } = incentiveActions;
  const { kind, hold } = standing.entry;
  if (kind === IncentiveKind.REVERSAL || kind === IncentiveKind.PAYOUT) return [];
  const reversal = { action: reverse, blockedBy: blockersOfReversal(standing) };
  if (hold === IncentiveHold.NONE) return [reversal];
  return [reversal, { action: release, blockedBy: blockersOfRelease(standing) }];
}

function final(code: string, what: string): Blocker {
  return { code, message: `${what} cannot be reversed. Post an ADJUSTMENT instead.` };
}
