import type { Transaction } from '../../../shared/database/transaction';
import { addDays } from '../../../shared/domain/dates';
import { Partner, PartnerStatus, takeTurn } from '../../partners';
import { schemeInForce } from '../schemes/scheme.reader';
import { SanctionSeverity } from '../schemes/scheme.types';
import { stepReached } from './ladder.formula';
import { countSteps, type LadderCount } from './ladder.reader';
import { Sanction } from './sanction.entity';
import { store } from './sanction.service';
import { SanctionEffect } from './sanction.terms';

/** What the ladder proposes. The manager who takes the proposal over can change it. */
const usualEffects: Record<SanctionSeverity, SanctionEffect> = {
  [SanctionSeverity.MINOR]: SanctionEffect.NOTICE,
  [SanctionSeverity.MAJOR]: SanctionEffect.NO_NEW_STAFFING,
  [SanctionSeverity.SEVERE]: SanctionEffect.SUSPEND,
};

/**
 * Proposes the most severe sanction that the ladder of the scheme in force has reached for a partner. What led to a
 * proposal never proposes the same severity again. Returns whether it proposed one.
 */
export async function climb(tx: Transaction, partnerId: Partner['id']): Promise<boolean> {
  const { clock, reader } = tx;
  const scheme = await schemeInForce(reader, clock.today());
  const partner = await tx.load(Partner, partnerId);
  if (!scheme || (partner.status !== PartnerStatus.ACTIVE && partner.status !== PartnerStatus.SUSPENDED)) return false;
  const stored = (moment: Date) => tx.stored(Sanction, 'countedUntil', moment);
  const count = stepReached(await countSteps(reader, clock, partner.id, scheme.sanctionLadder, stored));
  if (!count?.until) return false;
  await takeTurn(tx, partner);
  const { severity } = count.step;
  await store(tx, partner, {
    offeringId: null,
    severity,
    effect: usualEffects[severity],
    reasons: reasonsOf(count),
    safety: false,
    endsOn: null,
    responseDueOn: addDays(clock.today(), scheme.responseDays),
    evidenceIds: count.evidenceIds,
    proposedById: null,
    ladderKey: `${partner.id} ${severity} ${count.until.toISOString()}`,
    countedUntil: count.until,
  });
  return true;
}

function reasonsOf({ step, total, since }: LadderCount): string {
  if (step.penaltyPoints == null) {
    return `${total.toFixed()} sanctions of the severity below came into force since ${since}. The sanction ladder proposes ${step.severity} from ${step.sanctions}.`;
  }
  return `${total.toFixed()} penalty points since ${since}. The sanction ladder proposes ${step.severity} from ${String(step.penaltyPoints)}.`;
}
