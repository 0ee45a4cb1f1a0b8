import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { ServiceOffering } from '../../catalog';
import { requireEvidence } from '../../documents';
import { isEnded, Partner, PartnerStatus } from '../../partners';
import { requireRecords } from '../evidence';
import { timesToAnswer } from './times.reader';
import { sanctionActions } from './sanction.actions';
import { Sanction } from './sanction.entity';
import * as facts from './sanction.facts';
import type { SanctionAnswerInput, SanctionProposeInput, SanctionUpdateInput } from './sanction.inputs';
import { type SanctionAction, type SanctionConditions, sanctionLifecycle, SanctionStatus } from './sanction.lifecycle';
import { SanctionEffect } from './sanction.terms';
import { beginEffect, endEffect } from './suspension.service';

/** Proposes a sanction; somebody else decides on it, after the partner had time to answer. */
export async function propose(tx: Transaction, input: SanctionProposeInput): Promise<Sanction> {
  const partner = await tx.require(Partner, input.partnerId, { field: ['input', 'partnerId'] });
  tx.assert(sanctionActions.propose, partner);
  const content = await contentOf(tx, partner, input);
  return store(tx, partner, { ...content, proposedById: tx.viewer.userId, ladderKey: null, countedUntil: null });
}

type NewSanction = Awaited<ReturnType<typeof contentOf>> &
  Pick<Sanction, 'proposedById' | 'ladderKey' | 'countedUntil'>;

/** Stores a proposal, of a person or of the ladder. */
export async function store(tx: Transaction, partner: Partner, proposal: NewSanction): Promise<Sanction> {
  const sanction = await tx.insert(Sanction, {
    partnerId: partner.id,
    ...proposal,
    status: sanctionLifecycle.initial,
    answerDocuments: [],
    openActions: 0,
  });
  const { safety, responseDueOn } = sanction;
  tx.record(facts.sanctionProposed, sanction, { ...against(sanction), safety, responseDueOn });
  return sanction;
}

/** Replaces the content of a proposal; the partner has the whole response period for the new one. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: SanctionUpdateInput,
): Promise<Sanction> {
  const sanction = await take(tx, id, version, sanctionActions.update);
  const content = await contentOf(tx, await tx.load(Partner, sanction.partnerId), input);
  const { userId } = tx.viewer;
  const proposedById = sanction.proposedById ?? userId;
  await tx.save(Object.assign(sanction, content, { proposedById, changedById: userId }));
  const { safety, responseDueOn } = sanction;
  tx.record(facts.sanctionUpdated, sanction, { ...against(sanction), safety, responseDueOn });
  return sanction;
}

export async function answer(
  tx: Transaction,
  id: string,
  version: number,
  input: SanctionAnswerInput,
): Promise<Sanction> {
  const sanction = await take(tx, id, version, sanctionActions.answer);
  const answerDocuments = await requireEvidence(tx, { partnerId: sanction.partnerId }, input.documentIds);
  Object.assign(sanction, {
    answer: input.answer,
    answerDocuments,
    answeredAt: tx.clock.now(),
    answeredById: tx.viewer.userId,
  });
  await tx.save(sanction);
  tx.record(facts.sanctionAnswered, sanction, against(sanction));
  return sanction;
}

export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<Sanction> {
  const sanction = await take(tx, id, version, sanctionActions.withdraw);
  await tx.save(Object.assign(sanction, ended(tx, reason)));
  tx.record(facts.sanctionWithdrawn, sanction, { ...against(sanction), reason });
  return sanction;
}

/** Puts a proposal in force; the time to appeal begins. */
export async function impose(tx: Transaction, id: string, version: number, reason: string): Promise<Sanction> {
  const sanction = await take(tx, id, version, sanctionActions.impose);
  const today = tx.clock.today();
  const { appealDays } = await timesToAnswer(tx.reader, today);
  Object.assign(sanction, {
    imposedById: tx.viewer.userId,
    imposedAt: tx.clock.now(),
    impositionReason: reason,
    startsOn: today,
    appealDueOn: addDays(today, appealDays),
    suspendsPartner: await beginEffect(tx, sanction),
  });
  await tx.save(sanction);
  const { endsOn, appealDueOn } = sanction;
  tx.record(facts.sanctionImposed, sanction, { ...against(sanction), reason, endsOn, appealDueOn: appealDueOn! });
  return sanction;
}

export async function clear(tx: Transaction, id: string, version: number, reason: string): Promise<Sanction> {
  const sanction = await take(tx, id, version, sanctionActions.clear);
  await tx.save(Object.assign(sanction, ended(tx, reason), { endedOn: tx.clock.today() }));
  await endEffect(tx, sanction);
  tx.record(facts.sanctionCleared, sanction, { ...against(sanction), reason });
  return sanction;
}

/** Ends a sanction whose last day is over, for the system. */
export async function expire(tx: Transaction, sanction: Sanction): Promise<void> {
  const { to } = sanctionLifecycle.transitionFor(sanction.status, sanctionActions.expire);
  await tx.save(Object.assign(sanction, ended(tx, null), { status: to, endedOn: addDays(sanction.endsOn!, 1) }));
  await endEffect(tx, sanction);
  tx.record(facts.sanctionExpired, sanction, against(sanction));
}

/** Takes a sanction back because an appeal is upheld, for the system. It then counts as if it had never been. */
export async function overturn(tx: Transaction, sanction: Sanction, reason: string): Promise<void> {
  const { to } = sanctionLifecycle.transitionFor(sanction.status, sanctionActions.overturn);
  const wasInForce = sanction.status === SanctionStatus.IN_FORCE;
  await tx.save(Object.assign(sanction, ended(tx, reason), { status: to, endedOn: null }));
  // The effect of one that had ended is over: if the partner is suspended now, it is for another reason.
  if (wasInForce) await endEffect(tx, sanction);
  tx.record(facts.sanctionOverturned, sanction, { ...against(sanction), reason });
}

/** The conditions of a sanction's steps on a day. Batched. */
export async function conditionsOf(
  reader: Reader,
  { partnerId, responseDueOn, endsOn, openActions }: Sanction,
  today: PlainDate,
): Promise<SanctionConditions> {
  const partner = await reader.byId(Partner, partnerId);
  return { today, responseDueOn, endsOn, openActions, partnerEnded: partner !== null && isEnded(partner.status) };
}

/** The sanction with its status after the step. */
async function take(tx: Transaction, id: string, version: number, action: SanctionAction): Promise<Sanction> {
  const sanction = await tx.require(Sanction, id, { version });
  tx.assert(action, sanction);
  const conditions = await conditionsOf(tx.reader, sanction, tx.clock.today());
  sanction.status = sanctionLifecycle.next(sanction.status, action, conditions);
  refuseBlocked(await tx.blockersOf(action, sanction));
  return sanction;
}

async function contentOf(tx: Transaction, partner: Partner, input: SanctionUpdateInput) {
  const { severity, effect, reasons, safety, endsOn = null } = input;
  if (partner.status !== PartnerStatus.ACTIVE && partner.status !== PartnerStatus.SUSPENDED) {
    const message = `The partner is ${partner.status}; only an ACTIVE or SUSPENDED one can be sanctioned.`;
    throw new RuleViolationError('partner-not-active', message);
  }
  const field = ['input', 'offeringId'];
  const offering = input.offeringId ? await tx.require(ServiceOffering, input.offeringId, { field }) : null;
  if (offering && effect === SanctionEffect.SUSPEND) {
    throw new InvalidInputError('A suspension concerns the whole partner: leave the offering out.', field);
  }
  const today = tx.clock.today();
  const { responseDays } = await timesToAnswer(tx.reader, today);
  const responseDueOn = safety ? null : addDays(today, responseDays);
  const earliest = responseDueOn ? addDays(responseDueOn, 1) : today;
  if (endsOn !== null && endsOn < earliest) {
    const message = `It cannot come into force before ${earliest}: pick that day or a later one.`;
    throw new InvalidInputError(message, ['input', 'endsOn']);
  }
  const evidenceIds = await requireRecords(tx, partner.id, input.evidenceIds);
  const offeringId = offering?.id ?? null;
  return { offeringId, severity, effect, reasons, safety, endsOn, responseDueOn, evidenceIds };
}

function ended(tx: Transaction, reason: string | null) {
  return { endedById: tx.viewer.userId, endedAt: tx.clock.now(), endReason: reason };
}

const against = ({ partnerId, offeringId, severity, effect }: Sanction) => ({
  partnerId,
  offeringId,
  severity,
  effect,
});
