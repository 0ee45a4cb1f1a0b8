import type { Transaction } from '../../shared/database/transaction';
import { GateNotMetError, RuleViolationError } from '../../shared/domain/errors';
import { offeringActions } from './catalog.actions';
import * as facts from './catalog.facts';
import type { OfferingUpdateInput } from './catalog.inputs';
import { offeringContentOf } from './catalog.service';
import { ServiceOffering } from './offering.entity';
import { offeringLifecycle, PartnerAccess, partnerAccessOf } from './offering.lifecycle';
import { partnerGateName, unmet } from './partner-gate.formula';
import type { Playbook } from './playbook.entity';
import { gateWith, publishedPlaybook } from './playbook.reader';

/**
 * Replaces the content of an offering. If the offering is open to partners, a change that breaks its gate is refused
 * instead of closing the offering, because closing affects partners and needs a reason.
 */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: OfferingUpdateInput,
): Promise<ServiceOffering> {
  const offering = await tx.require(ServiceOffering, id, { version });
  tx.assert(offeringActions.update, offering);
  const content = await offeringContentOf(tx, input, offering);
  const playbook = await publishedPlaybook(tx.reader, offering.id);
  if (playbook) checkWords(content, playbook);
  Object.assign(offering, content);
  if (partnerAccessOf(offering) === PartnerAccess.OPEN) checkGate(offering, playbook);
  await tx.save(offering);
  tx.record(facts.offeringUpdated, offering, {});
  return offering;
}

export async function openToPartners(tx: Transaction, id: string, version: number): Promise<ServiceOffering> {
  const offering = await tx.require(ServiceOffering, id, { version });
  tx.assert(offeringActions.openToPartners, offering);
  offeringLifecycle.transitionFor(partnerAccessOf(offering), offeringActions.openToPartners);
  const playbook = await publishedPlaybook(tx.reader, offering.id);
  checkGate(offering, playbook);
  offering.openedToPartnersAt = tx.clock.now();
  offering.closedToPartnersReason = null;
  await tx.save(offering);
  tx.record(facts.offeringOpenedToPartners, offering, { playbookId: playbook?.id ?? null });
  return offering;
}

/** Existing qualifications and staffings continue; the catalog no longer offers the service to partners. */
export async function closeToPartners(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<ServiceOffering> {
  const offering = await tx.require(ServiceOffering, id, { version });
  tx.assert(offeringActions.closeToPartners, offering);
  offeringLifecycle.transitionFor(partnerAccessOf(offering), offeringActions.closeToPartners);
  offering.openedToPartnersAt = null;
  offering.closedToPartnersReason = reason;
  await tx.save(offering);
  tx.record(facts.offeringClosedToPartners, offering, { reason });
  return offering;
}

function checkGate(offering: ServiceOffering, playbook: Playbook | null): void {
  const criteria = unmet(gateWith(offering, playbook));
  if (criteria.length > 0) throw new GateNotMetError(partnerGateName, criteria);
}

/** The published playbook refers to phases and roles of the offering, so they cannot be removed while it is in use. */
function checkWords({ phases, roles }: OfferingUpdateInput, playbook: Playbook): void {
  const check = (kind: 'phases' | 'roles', known: readonly string[], used: readonly string[]) => {
    const gone = [...new Set(used)].filter((word) => !known.includes(word));
    if (gone.length === 0) return;
    throw new RuleViolationError(
      `published-playbook-uses-${kind}`,
      `The published playbook uses ${gone.join(', ')}. Publish one without first.`,
      gone,
      ['input', kind],
    );
  };
  const work = [...playbook.activities, ...playbook.scopeItems];
  check(
    'phases',
    phases,
    [...playbook.phases, ...work].map(({ phase }) => phase),
  );
  check(
    'roles',
    roles,
    work.map(({ role }) => role),
  );
}
