import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { requireBegun } from '../../../shared/domain/today';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { Organization } from '../products/organization.entity';
import { attributionActions } from './attribution.actions';
import { Attribution, AttributionKind } from './attribution.entity';
import * as facts from './attribution.facts';
import { sourceTests, windowDays } from './attribution.formula';
import type { AttributionConfirmInput, AttributionProposeInput, AttributionUpdateInput } from './attribution.inputs';
import { type AttributionAction, attributionLifecycle } from './attribution.lifecycle';
import { deliveryProof } from './attribution.reader';

const at = (name: string) => ['input', name];
const { SOURCED, DELIVERED } = AttributionKind;

export async function propose(tx: Transaction, input: AttributionProposeInput): Promise<Attribution> {
  const party = await partyOf(tx, input);
  tx.assert(attributionActions.propose, party);
  const { kind } = input;
  const subject = await subjectOf(tx, input);
  if (kind === DELIVERED && (subject.projectId === null || party.partnerId === null)) {
    const message = 'A delivery is proved by the time of a partner on a project: name both.';
    throw new InvalidInputError(message, at(subject.projectId === null ? 'projectId' : 'organizationId'));
  }
  const openKey = `${kind} ${subjectKey(subject)} ${party.partnerId ?? party.organizationId}`;
  if (await tx.first(Attribution, { openKey })) {
    throw new RuleViolationError(
      'already-credited',
      'The same credit is already proposed or confirmed for this party.',
    );
  }
  const attribution = await tx.insert(Attribution, {
    ...contentOf(tx, kind, input),
    ...party,
    ...subject,
    kind,
    openKey,
    status: attributionLifecycle.initial,
    proposedById: tx.viewer.userId,
  });
  tx.record(facts.attributionProposed, attribution, credit(attribution));
  return attribution;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: AttributionUpdateInput,
): Promise<Attribution> {
  const attribution = await begin(tx, id, version, attributionActions.update);
  await tx.save(Object.assign(attribution, contentOf(tx, attribution.kind, input), { changedById: tx.viewer.userId }));
  tx.record(facts.attributionUpdated, attribution, credit(attribution));
  return attribution;
}

export async function withdraw(tx: Transaction, id: string, version: number): Promise<Attribution> {
  const attribution = await begin(tx, id, version, attributionActions.withdraw);
  await tx.save(Object.assign(attribution, { openKey: null }));
  tx.record(facts.attributionWithdrawn, attribution, credit(attribution));
  return attribution;
}

/** Confirms credit for which the evidence is complete; the proof of a delivery is frozen. */
export async function confirm(
  tx: Transaction,
  id: string,
  version: number,
  { reason, ourContactOn = null }: AttributionConfirmInput,
): Promise<Attribution> {
  const attribution = await begin(tx, id, version, attributionActions.confirm);
  const { kind } = attribution;
  if (kind !== SOURCED && ourContactOn !== null) {
    throw new InvalidInputError('Only a sourced attribution asks for our contact.', at('ourContactOn'));
  }
  if (kind === SOURCED) {
    const failed = sourceTests({ ...attribution, ourContactOn, isConfirmed: true }).filter(({ passed }) => !passed);
    if (failed.length > 0) {
      const codes = failed.map(({ code }) => code);
      const message = `Tests that are not met: ${codes.join(', ')}. Reject it, or let the evidence be corrected.`;
      throw new RuleViolationError('tests-not-met', message, codes);
    }
    Object.assign(attribution, { ourContactOn, sourcedKey: await freeSource(tx, attribution) });
  }
  if (kind === DELIVERED) Object.assign(attribution, await provenDelivery(tx, attribution));
  await tx.save(Object.assign(attribution, decision(tx, reason)));
  tx.record(facts.attributionConfirmed, attribution, credit(attribution));
  return attribution;
}

/** The unique key lets only one of two concurrent confirmations win. */
async function freeSource(tx: Transaction, attribution: Attribution): Promise<string> {
  const sourcedKey = subjectKey(attribution);
  if (!(await tx.first(Attribution, { sourcedKey }))) return sourcedKey;
  const message = 'Another party sourced it already: reverse that attribution first, or reject this one.';
  throw new RuleViolationError('already-sourced', message);
}

async function provenDelivery(tx: Transaction, { projectId, partnerId }: Attribution) {
  const { approvedMinutes, acceptedDeliverables } = await deliveryProof(tx.reader, projectId!, partnerId!);
  const missing = [
    ...(approvedMinutes === 0 ? ["approved time of the partner's people"] : []),
    ...(acceptedDeliverables === 0 ? ['an accepted deliverable'] : []),
  ];
  if (missing.length === 0) return { provenMinutes: approvedMinutes, provenDeliverables: acceptedDeliverables };
  throw new RuleViolationError('not-delivered', `The project lacks ${missing.join(' and ')}.`, missing);
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<Attribution> {
  const attribution = await begin(tx, id, version, attributionActions.reject);
  await tx.save(Object.assign(attribution, { openKey: null, ...decision(tx, reason) }));
  tx.record(facts.attributionRejected, attribution, { ...credit(attribution), reason });
  return attribution;
}

export async function reverse(tx: Transaction, id: string, version: number, reason: string): Promise<Attribution> {
  const attribution = await begin(tx, id, version, attributionActions.reverse);
  await tx.save(Object.assign(attribution, { openKey: null, sourcedKey: null, ...decision(tx, reason) }));
  tx.record(facts.attributionReversed, attribution, { ...credit(attribution), reason });
  return attribution;
}

async function begin(tx: Transaction, id: string, version: number, action: AttributionAction): Promise<Attribution> {
  const attribution = await tx.require(Attribution, id, { version });
  tx.assert(action, attribution);
  attribution.status = attributionLifecycle.next(attribution.status, action);
  return attribution;
}

/** The partner or the ally; an ally that is a partner is both. */
async function partyOf(tx: Transaction, { partnerId, organizationId }: AttributionProposeInput) {
  if (organizationId && partnerId) {
    throw new InvalidInputError('Name the partner or the ally, not both.', at('organizationId'));
  }
  if (organizationId) {
    const ally = await tx.require(Organization, organizationId, { field: at('organizationId') });
    return { partnerId: ally.partnerId, organizationId: ally.id };
  }
  const id = partnerId ?? tx.viewer.partnerId;
  if (!id) throw new InvalidInputError('Name the partner or the ally.', at('partnerId'));
  const partner = await tx.require(Partner, id, { field: at('partnerId') });
  const ally = await tx.reader.first(Organization, { partnerId: partner.id });
  return { partnerId: partner.id, organizationId: ally?.id ?? null };
}

async function subjectOf(tx: Transaction, { projectId, dealReference }: AttributionProposeInput) {
  if (Boolean(projectId) === Boolean(dealReference)) {
    throw new InvalidInputError('Name a project or a deal, one of the two.', at('projectId'));
  }
  if (!projectId) return { projectId: null, dealReference: dealReference! };
  return { projectId: (await tx.require(Project, projectId, { field: at('projectId') })).id, dealReference: null };
}

const subjectKey = ({ projectId, dealReference }: Pick<Attribution, 'projectId' | 'dealReference'>) =>
  projectId ?? `deal ${searchKey(dealReference)}`;

function contentOf(tx: Transaction, kind: AttributionKind, input: AttributionUpdateInput) {
  const { contribution, theirContactOn = null, contactEvidence = null, openedOn = null } = input;
  const given = { theirContactOn, contactEvidence, openedOn };
  for (const name of ['theirContactOn', 'contactEvidence', 'openedOn'] as const) {
    if (kind === SOURCED && given[name] === null) {
      throw new InvalidInputError(
        'A sourced attribution needs the first contact, its evidence and the day of opening.',
        at(name),
      );
    }
    if (kind !== SOURCED && given[name] !== null) {
      throw new InvalidInputError('Only a sourced attribution has evidence of a first contact.', at(name));
    }
  }
  if (theirContactOn !== null) requireBegun(tx.clock, theirContactOn, at('theirContactOn'));
  if (openedOn !== null) {
    requireBegun(tx.clock, openedOn, at('openedOn'));
    const within = sourceTests({ ...given, ourContactOn: null, isConfirmed: false });
    if (!within.find(({ code }) => code === 'within-window')!.passed) {
      const message = `The opportunity is opened 0 to ${windowDays} days after the first contact.`;
      throw new RuleViolationError('outside-the-window', message, [], at('openedOn'));
    }
  }
  return { contribution, ...given };
}

function decision(tx: Transaction, decisionReason: string) {
  return { decidedById: tx.viewer.userId, decidedAt: tx.clock.now(), decisionReason };
}

const credit = ({ kind, partnerId, organizationId }: Attribution) => ({ kind, partnerId, organizationId });
