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
 * Writes the content of an offering anew. One that is open to partners stays so by its gate: what would break it is refused
 * rather than closing the offering by the way, as closing says something to partners and takes a reason.
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

/** Who is qualified or staffed already goes on; the catalogue no longer offers it to partners. */
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

/** What is published is delivered from: its phases and roles are words of the offering as long as it is. */
function checkWords({ phases, roles }: OfferingUpdateInput, playbook: Playbook): void {
  const check = (kind: 'phases' | 'roles', known: readonly string[], used: readonly string[]) => {
    const gone = [...new Set(used)].filter((word) => !known.includes(word));
    if (gone.length === 0) return;
    throw new RuleViolationError(
      `published-playbook-uses-${kind}`,
      `The published playbook works with ${gone.join(', ')}: publish one without first.`,
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
