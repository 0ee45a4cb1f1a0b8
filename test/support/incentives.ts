import {
  IncentiveEntry,
  IncentiveHold,
  IncentiveKind,
  ledgerService,
  type Posting,
} from '../../src/modules/incentives';
import { zero } from '../../src/shared/domain/decimal';
import type { Id } from '../../src/shared/domain/ids';
import { Role, type TestApp } from './app';
import { store } from './given';

export const entrySelection =
  'entry { id kind points amount { amount currencyCode } occurredAt postedAt payableFrom reversesId }';

interface PostedEntry {
  id: string;
  kind: string;
  points: string;
  amount: { amount: string; currencyCode: string } | null;
}

/** An entry that an ECOSYSTEM_MANAGER posted by hand: EUR 100, unless `changes` has other values. */
export async function givenPosted(app: TestApp, partnerId: string, changes: object = {}): Promise<PostedEntry> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  return manager.done('incentivePost', { input: entryOf(partnerId, changes) }, entrySelection);
}

/** The input of `incentivePost`. */
export const entryOf = (partnerId: string, changes: object = {}) => ({
  partnerId,
  kind: 'EARNED',
  amount: '100',
  currencyCode: 'EUR',
  reason: 'They helped at the fair.',
  recordId: partnerId,
  ...changes,
});

/** An entry as a rule posts it, without a fact: EUR 100 that wait until the customer has paid. */
export function givenHeld(app: TestApp, partnerId: string, changes: Partial<Posting> = {}): Promise<IncentiveEntry> {
  return store(app, (tx) =>
    ledgerService.post(tx, {
      partnerId: partnerId as Id<'partner'>,
      memberId: null,
      kind: IncentiveKind.EARNED,
      points: zero,
      money: { minor: 100_00, currencyCode: 'EUR' },
      projectId: null,
      rule: null,
      evidence: { recordId: partnerId, documentIds: [] },
      reason: null,
      occurredAt: tx.clock.now(),
      hold: IncentiveHold.UNTIL_PAID,
      payableFrom: null,
      ...changes,
    }),
  );
}
