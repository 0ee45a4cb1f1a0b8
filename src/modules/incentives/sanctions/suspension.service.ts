import type { Transaction } from '../../../shared/database/transaction';
import { Partner, PartnerStatus, partnerService, partnershipService, takeTurn } from '../../partners';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';
import { SanctionEffect } from './sanction.terms';

const suspending = { status: SanctionStatus.IN_FORCE, effect: SanctionEffect.SUSPEND };

/**
 * Suspends the partner if that is the effect of the sanction. Returns whether the partner is suspended only because of
 * sanctions, so that the end of the last one reinstates it; null for another effect.
 */
export async function beginEffect(tx: Transaction, { effect, partnerId, reasons }: Sanction): Promise<boolean | null> {
  if (effect !== SanctionEffect.SUSPEND) return null;
  const partner = await tx.load(Partner, partnerId);
  await takeTurn(tx, partner);
  if (partner.status === PartnerStatus.SUSPENDED) {
    return (await tx.first(Sanction, { partnerId, ...suspending, suspendsPartner: true })) !== null;
  }
  await partnerService.pause(tx, partner, reasons);
  return true;
}

/** Reinstates the partner when the last sanction that suspends it has ended. Call after the sanction is saved. */
export async function endEffect(tx: Transaction, { effect, partnerId, suspendsPartner }: Sanction): Promise<void> {
  if (effect !== SanctionEffect.SUSPEND) return;
  const partner = await tx.load(Partner, partnerId);
  await takeTurn(tx, partner);
  if (!suspendsPartner || (await tx.first(Sanction, { partnerId, ...suspending }))) return;
  await partnershipService.resume(tx, partner);
}
