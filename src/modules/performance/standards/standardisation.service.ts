import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { ServiceOffering } from '../../catalog';
import { standardisationCheckOf } from './standardisation-check.reader';
import { StandardisationDecision } from './standardisation-decision.entity';
import { oneStepFrom, standardisationLifecycle, stepTowards } from './standardisation.lifecycle';
import { offeringActions } from './standards.actions';
import * as facts from './standards.facts';
import type { OfferingStandardiseInput } from './standards.inputs';

/** A person decides, regardless of the check; its result is stored with the decision. */
export async function standardise(
  tx: Transaction,
  id: string,
  version: number,
  { to, reason }: OfferingStandardiseInput,
): Promise<ServiceOffering> {
  const offering = await tx.require(ServiceOffering, id, { version });
  tx.assert(offeringActions.standardise, offering);
  const { standardisation: from } = offering;
  const step = stepTowards(from, to);
  if (step === null || standardisationLifecycle.next(from, step) !== to) {
    const possible = oneStepFrom(from).join(' or ');
    throw new RuleViolationError(
      'not-one-step',
      step === null ? `The offering is already ${from}.` : `One step from ${from} leads to ${possible}.`,
      [],
      ['input', 'to'],
    );
  }
  const check = await standardisationCheckOf(tx.reader, offering.id);
  offering.standardisation = to;
  await tx.save(offering);
  const { id: decisionId } = await tx.append(StandardisationDecision, {
    offeringId: offering.id,
    from,
    to,
    reason,
    check,
    decidedById: tx.viewer.userId,
    decidedAt: tx.clock.now(),
  });
  tx.record(facts.offeringStandardised, offering, { offeringId: offering.id, from, to, decisionId });
  return offering;
}
