import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { earliestDay } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { Partner } from '../firms/partner.entity';
import { isEnded } from '../firms/partner.lifecycle';
import { OnboardingItem } from '../onboarding/onboarding.entity';
import { OnboardingItemStatus } from '../onboarding/onboarding.lifecycle';
import { checkSignature } from '../onboarding/signature';
import { OnboardingItemKind } from '../programmes/programme.entity';
import { agreementActions } from './agreement.actions';
import { Agreement, noEnd } from './agreement.entity';
import * as facts from './agreement.facts';
import type { AgreementRenewInput } from './agreement.inputs';
import {
  type AgreementAction,
  type AgreementConditions,
  agreementLifecycle,
  AgreementStatus,
} from './agreement.lifecycle';

const { IN_FORCE, EXPIRED } = AgreementStatus;

/** At the admission, the agreements signed during the onboarding become agreements of the partner. */
export async function beginAgreements(tx: Transaction, partner: Partner): Promise<void> {
  const items = await tx.list(OnboardingItem, {
    partnerId: partner.id,
    kind: OnboardingItemKind.AGREEMENT,
    status: OnboardingItemStatus.ACCEPTED,
  });
  await tx.insertAll(
    Agreement,
    items.map((item) => ({
      partnerId: partner.id,
      itemId: item.id,
      code: item.code,
      title: item.title,
      required: item.required,
      status: agreementLifecycle.next(agreementLifecycle.initial, agreementActions.accept, {
        alive: true,
        renewed: false,
      }),
      signedOn: item.signedOn!,
      expiresOn: item.expiresOn,
      lastDay: item.expiresOn ?? noEnd,
      documents: item.documents,
      note: item.note,
      submittedById: item.submittedById,
      submittedAt: item.submittedAt,
      decidedById: item.decidedById,
      decidedAt: item.decidedAt,
    })),
  );
}

/** Submits a renewal; the original stays in force until the renewal is accepted. */
export async function renew(
  tx: Transaction,
  id: string,
  version: number,
  input: AgreementRenewInput,
): Promise<Agreement> {
  const { agreement } = await step(tx, agreementActions.renew, id, version);
  await checkTerms(tx, agreement, input);
  const { partnerId, itemId, code, title, required } = agreement;
  const renewal = await tx.insert(Agreement, {
    partnerId,
    itemId,
    code,
    title,
    required,
    status: agreementLifecycle.initial,
    ...termsOf(tx, input),
    predecessorId: agreement.id,
  });
  tx.record(facts.agreementSubmitted, renewal, { partnerId });
  return renewal;
}

export async function resubmit(
  tx: Transaction,
  id: string,
  version: number,
  input: AgreementRenewInput,
): Promise<Agreement> {
  const { agreement, status } = await step(tx, agreementActions.resubmit, id, version);
  await checkTerms(tx, agreement, input);
  Object.assign(agreement, { status, ...termsOf(tx, input) });
  await tx.save(agreement);
  tx.record(facts.agreementSubmitted, agreement, { partnerId: agreement.partnerId });
  return agreement;
}

/** Puts the renewal in force and replaces the original. */
export async function accept(tx: Transaction, id: string, version: number): Promise<Agreement> {
  const { agreement, status } = await step(tx, agreementActions.accept, id, version);
  if (agreement.lastDay < earliestDay(tx.clock)) {
    throw new RuleViolationError('agreement-expired', `The agreement expired on ${agreement.expiresOn}.`);
  }
  decide(tx, agreement, status, null);
  await tx.save(agreement);
  const predecessor = await tx.load(Agreement, agreement.predecessorId!);
  if (predecessor.status === IN_FORCE) {
    predecessor.status = agreementLifecycle.next(IN_FORCE, agreementActions.replace, { alive: true, renewed: true });
    await tx.save(predecessor);
  }
  tx.record(facts.agreementAccepted, agreement, { partnerId: agreement.partnerId });
  return agreement;
}

export async function sendBack(tx: Transaction, id: string, version: number, reason: string): Promise<Agreement> {
  const { agreement, status } = await step(tx, agreementActions.sendBack, id, version);
  decide(tx, agreement, status, reason);
  await tx.save(agreement);
  tx.record(facts.agreementSentBack, agreement, { partnerId: agreement.partnerId, reason });
  return agreement;
}

/** Expires an agreement whose last day has passed. */
export async function expire(tx: Transaction, agreement: Agreement): Promise<void> {
  agreement.status = agreementLifecycle.next(agreement.status, agreementActions.expire, {
    alive: true,
    renewed: false,
  });
  await tx.save(agreement);
  tx.record(facts.agreementExpired, agreement, { partnerId: agreement.partnerId, expiresOn: agreement.expiresOn! });
}

/** The titles of the required agreements that a partner had but no longer has. */
export async function lostAgreements(reader: Reader, partnerId: string): Promise<string[]> {
  const agreements = await reader.listBy(Agreement, 'partnerId', partnerId, { where: { status: [IN_FORCE, EXPIRED] } });
  const inForce = new Set(agreements.filter(({ status }) => status === IN_FORCE).map(({ code }) => code));
  const lost = agreements.filter(({ required, code }) => required && !inForce.has(code));
  return [...new Set(lost.map(({ title }) => title))];
}

/** The conditions of its steps, read for many in the same tick. */
export async function conditionsOf(reader: Reader, agreement: Agreement): Promise<AgreementConditions> {
  const [partner, renewals] = await Promise.all([
    reader.byId(Partner, agreement.partnerId),
    reader.listBy(Agreement, 'predecessorId', agreement.id),
  ]);
  return { alive: partner !== null && !isEnded(partner.status), renewed: renewals.length > 0 };
}

async function step(tx: Transaction, action: AgreementAction, id: string, version: number) {
  const agreement = await tx.require(Agreement, id, { version });
  tx.assert(action, agreement);
  const status = agreementLifecycle.next(agreement.status, action, await conditionsOf(tx.reader, agreement));
  return { agreement, status };
}

async function checkTerms(tx: Transaction, agreement: Agreement, input: AgreementRenewInput): Promise<void> {
  checkSignature(tx.clock, input);
  await requireEvidence(tx, { partnerId: agreement.partnerId }, input.documentIds);
}

function termsOf(tx: Transaction, { signedOn, expiresOn, documentIds, note }: AgreementRenewInput) {
  return {
    signedOn,
    expiresOn: expiresOn ?? null,
    lastDay: expiresOn ?? noEnd,
    documents: documentIds,
    note: note ?? null,
    submittedById: tx.viewer.userId,
    submittedAt: tx.clock.now(),
  };
}

function decide(tx: Transaction, agreement: Agreement, status: AgreementStatus, sendBackReason: string | null): void {
  Object.assign(agreement, { status, sendBackReason, decidedById: tx.viewer.userId, decidedAt: tx.clock.now() });
}
