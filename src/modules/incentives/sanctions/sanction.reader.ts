import type { Reader } from '../../../shared/database/reader';
import type { Blocker } from '../../../shared/domain/lifecycle';
import type { Partner, Qualification } from '../../partners';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';
import { SanctionEffect } from './sanction.terms';

interface Target {
  partnerId: string;
  offeringId: string | null;
}

/**
 * The sanctions in force with an effect that apply to each target, and that the reader's viewer sees. One for an
 * offering applies to that offering, one for all to every target. One statement for all that ask in the same tick.
 */
export function sanctionsOn(reader: Reader, effect: SanctionEffect, targets: readonly Target[]): Promise<Sanction[][]> {
  return Promise.all(
    targets.map(async ({ partnerId, offeringId }) => {
      const where = { status: SanctionStatus.IN_FORCE, effect };
      const inForce = await reader.listBy(Sanction, 'partnerId', partnerId, { where });
      return inForce.filter((each) => each.offeringId === null || each.offeringId === offeringId);
    }),
  );
}

/** The sanction as the reason why a step is refused. */
export function inWords({ id, severity, endsOn }: Sanction, prevented: string): string {
  return `A ${severity} sanction (${id}), in force until ${endsOn ?? 'it is cleared'}, prevents ${prevented}.`;
}

/** For the lookup of the projects module. */
export async function againstStaffing(reader: Reader, planned: readonly { partnerId: string; offeringId: string }[]) {
  const found = await sanctionsOn(reader, SanctionEffect.NO_NEW_STAFFING, planned);
  return found.map((sanctions) =>
    sanctions.map((sanction) => ({ prevents: true, message: inWords(sanction, 'new staffing of the partner') })),
  );
}

export async function againstAdvancing(reader: Reader, qualification: Qualification): Promise<Blocker[]> {
  const [sanctions = []] = await sanctionsOn(reader, SanctionEffect.NO_NEW_STAFFING, [qualification]);
  return sanctions.map((sanction) => ({
    code: 'sanctioned',
    message: inWords(sanction, 'further steps of the qualification'),
  }));
}

/** A sanction that suspends the partner is cleared, not evaded by reinstating the partner. */
export async function againstReinstating(reader: Reader, partner: Partner): Promise<Blocker[]> {
  const target = { partnerId: partner.id, offeringId: null };
  const [sanctions = []] = await sanctionsOn(reader, SanctionEffect.SUSPEND, [target]);
  return sanctions.map((sanction) => ({ code: 'sanctioned', message: inWords(sanction, 'the reinstatement') }));
}
