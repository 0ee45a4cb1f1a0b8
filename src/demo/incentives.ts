import {
  type IncentiveEntry,
  IncentiveHold,
  IncentiveKind,
  ledgerByHand,
  ledgerService,
  payoutService,
} from '../modules/incentives';
import type { Id } from '../shared/domain/ids';
import { money } from '../shared/domain/money';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

type Kind = IncentiveKind.EARNED | IncentiveKind.PENALTY | IncentiveKind.ADJUSTMENT;

const posts: readonly [daysAgo: number, kind: Kind, points: string, amount: string, reason: string][] = [
  [80, IncentiveKind.EARNED, '50', '1500', 'Reference visit at a customer'],
  [72, IncentiveKind.PENALTY, '-20', '-250', 'Workshop cancelled on the day'],
  [65, IncentiveKind.EARNED, '30', '800', 'Talk at the user conference'],
  [20, IncentiveKind.ADJUSTMENT, '5', '75.5', 'Travel cost that was left out'],
  [10, IncentiveKind.EARNED, '40', '1200', 'Case study published'],
];

/** Posts rewards and penalties to two partners, takes one back, pays what was payable two months ago, and prepares the next payout. */
export async function playIncentives(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const approver = people.one(Role.ADMIN);
  const active = partners.filter(({ firm, administrator }) => administrator && firm.life === 'ACTIVE').slice(0, 2);
  let newest: IncentiveEntry | null = null;
  for (const [daysAgo, kind, points, amount, reason] of posts) {
    stage.goTo(stage.ago(daysAgo));
    if (daysAgo === 20) await pay();
    for (const { id: partnerId } of active) {
      const values = { kind, points: decimal(points), amount: decimal(amount), currencyCode: 'EUR', reason };
      const input = { ...values, partnerId, recordId: partnerId, documentIds: [] };
      newest = await stage.as(manager, 'incentivePost', (tx) => ledgerByHand.postByHand(tx, input));
    }
  }
  if (!newest) return;
  const { id, partnerId } = newest;
  const input = { reason: 'The case study was withdrawn.', recordId: partnerId, documentIds: [] };
  await stage.as(manager, 'incentiveReverse', (tx) => ledgerByHand.reverseByHand(tx, id, input));
  for (const partner of active) await referral(partner.id, partner === active[0]);
  stage.goTo(stage.ago(5));
  await stage.as(manager, 'payoutPrepare', (tx) =>
    payoutService.prepare(tx, { currencyCode: 'EUR', cutOff: stage.ago(6) }),
  );

  /** A reward that is held until the customer has paid, and perhaps has. */
  async function referral(of: Id<'partner'>, isPaid: boolean): Promise<void> {
    stage.goTo(stage.ago(9));
    const entry = await stage.as(manager, 'incentivePost', (tx) =>
      ledgerService.post(tx, {
        partnerId: of,
        memberId: null,
        kind: IncentiveKind.EARNED,
        points: decimal(25),
        money: money(90_000, 'EUR'),
        projectId: null,
        rule: null,
        evidence: { recordId: of, documentIds: [] },
        reason: 'Referral of a customer',
        occurredAt: tx.clock.now(),
        hold: IncentiveHold.UNTIL_PAID,
        payableFrom: null,
      }),
    );
    if (!isPaid) return;
    stage.goTo(stage.ago(7));
    const released = { reason: 'The customer has paid invoice 3381.', recordId: of, documentIds: [] };
    await stage.as(manager, 'incentiveRelease', (tx) => ledgerByHand.releaseByHand(tx, entry.id, released));
  }

  async function pay(): Promise<void> {
    const input = { currencyCode: 'EUR', cutOff: stage.ago(60) };
    const { id: payoutId } = await stage.as(manager, 'payoutPrepare', (tx) => payoutService.prepare(tx, input));
    await stage.as(approver, 'payoutApprove', (tx) => payoutService.approve(tx, payoutId, 1));
    const paid = { paidOn: stage.ago(20), reference: 'Transfer 4711' };
    await stage.as(manager, 'payoutMarkPaid', (tx) => payoutService.markPaid(tx, payoutId, 2, paid));
  }
}
