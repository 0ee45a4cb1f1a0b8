import type { Reader } from '../../../shared/database/reader';
import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { Clock } from '../../../shared/domain/clock';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { earliestDay } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { changeDossier } from '../firms/partner-dossier.service';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { ItemOwner, OnboardingItemKind, type Programme } from '../programmes/programme.entity';
import { onboardingItemActions } from './onboarding.actions';
import { OnboardingItem } from './onboarding.entity';
import * as facts from './onboarding.facts';
import type { OnboardingItemSubmitInput } from './onboarding.inputs';
import { type OnboardingItemAction, onboardingItemLifecycle, OnboardingItemStatus } from './onboarding.lifecycle';
import { reminderDue } from './reminder.formula';
import { checkSignature, wrong } from './signature';

/** Gives a partner the programme's checklist. */
export async function instantiateChecklist(tx: Transaction, partner: Partner, programme: Programme): Promise<void> {
  await tx.insertAll(
    OnboardingItem,
    programme.checklist.map(({ code, title, kind, required, ownedBy, dueDays }, position) => ({
      partnerId: partner.id,
      position,
      code,
      title,
      kind,
      required,
      ownedBy,
      dueOn: addDays(tx.clock.today(), dueDays),
      status: onboardingItemLifecycle.initial,
      documents: [],
    })),
  );
}

export async function submit(
  tx: Transaction,
  id: string,
  version: number,
  input: OnboardingItemSubmitInput,
): Promise<OnboardingItem> {
  const item = await step(tx, onboardingItemActions.submit, id, version);
  checkSubmission(tx.clock, item, input);
  await requireEvidence(tx, { partnerId: item.partnerId }, input.documentIds);
  item.note = input.note ?? null;
  item.documents = input.documentIds;
  item.signedOn = input.signedOn ?? null;
  item.expiresOn = input.expiresOn ?? null;
  item.submittedById = tx.viewer.userId;
  item.submittedAt = tx.clock.now();
  await tx.save(item);
  tx.record(facts.onboardingItemSubmitted, item, { partnerId: item.partnerId });
  return item;
}

/** Withdraws a submission that is not decided on; its contents stay until the next submission. */
export async function withdraw(tx: Transaction, id: string, version: number): Promise<OnboardingItem> {
  const item = await step(tx, onboardingItemActions.withdraw, id, version);
  await tx.save(Object.assign(item, { submittedById: null, submittedAt: null }));
  tx.record(facts.onboardingItemWithdrawn, item, { partnerId: item.partnerId });
  return item;
}

export async function accept(tx: Transaction, id: string, version: number): Promise<OnboardingItem> {
  const item = await decide(tx, onboardingItemActions.accept, id, version);
  if (item.expiresOn !== null && item.expiresOn < earliestDay(tx.clock)) {
    throw new RuleViolationError('agreement-expired', `The agreement expired on ${item.expiresOn}.`);
  }
  item.sendBackReason = null;
  await tx.save(item);
  tx.record(facts.onboardingItemAccepted, item, { partnerId: item.partnerId });
  return item;
}

export async function sendBack(tx: Transaction, id: string, version: number, reason: string): Promise<OnboardingItem> {
  const item = await decide(tx, onboardingItemActions.sendBack, id, version);
  item.sendBackReason = reason;
  await tx.save(item);
  tx.record(facts.onboardingItemSentBack, item, { partnerId: item.partnerId, reason });
  return item;
}

async function decide(
  tx: Transaction,
  action: OnboardingItemAction,
  id: string,
  version: number,
): Promise<OnboardingItem> {
  const item = await step(tx, action, id, version);
  item.decidedById = tx.viewer.userId;
  item.decidedAt = tx.clock.now();
  return item;
}

/** Takes the step on the record; the caller adds the rest and saves it. */
async function step(
  tx: Transaction,
  action: OnboardingItemAction,
  id: string,
  version: number,
): Promise<OnboardingItem> {
  const item = await tx.require(OnboardingItem, id, { version });
  tx.assert(action, item);
  const partner = await tx.load(Partner, item.partnerId);
  const onboarding = partner.status === PartnerStatus.ONBOARDING;
  item.status = onboardingItemLifecycle.next(item.status, action, { onboarding });
  await changeDossier(tx, partner, [PartnerStatus.ONBOARDING]);
  return item;
}

/** Sends back an accepted agreement that has expired while its partner is still in onboarding, to be signed again. */
export async function sendBackExpired(tx: Transaction, id: string): Promise<boolean> {
  const item = await tx.load(OnboardingItem, id);
  const { status, expiresOn, partnerId } = item;
  const partner = await tx.load(Partner, partnerId);
  const onboarding = partner.status === PartnerStatus.ONBOARDING;
  const accepted = status === OnboardingItemStatus.ACCEPTED && expiresOn !== null && expiresOn < tx.clock.today();
  if (!onboarding || !accepted) return false;
  await changeDossier(tx, partner, [PartnerStatus.ONBOARDING]);
  const reason = `The agreement expired on ${expiresOn}.`;
  item.status = onboardingItemLifecycle.next(status, onboardingItemActions.sendBack, { onboarding });
  Object.assign(item, { sendBackReason: reason, decidedById: null, decidedAt: tx.clock.now() });
  await tx.save(item);
  tx.record(facts.onboardingItemSentBack, item, { partnerId, reason });
  return true;
}

/** Reminds of an item if it is time, once for each of the days before it is due. */
export async function remind(tx: Transaction, id: string, daysBefore: readonly number[]): Promise<boolean> {
  const item = await tx.load(OnboardingItem, id);
  const { status, dueOn, reminded, partnerId, ownedBy } = item;
  const reminder = reminderDue(dueOn, tx.clock.today(), daysBefore, reminded);
  if (reminder === null || status === OnboardingItemStatus.ACCEPTED) return false;
  // A reminder is not a user's change, so the version stays current.
  const ours = await tx.execute(
    sql`UPDATE onboarding_item SET reminded = ${reminder} WHERE id = ${id} AND (reminded IS NULL OR reminded > ${reminder})`,
  );
  if (ours !== 1) return false;
  const waitsFor = status === OnboardingItemStatus.SUBMITTED ? ItemOwner.VENDOR : ownedBy;
  const fact = reminder < 0 ? facts.onboardingItemOverdue : facts.onboardingItemDueSoon;
  tx.record(fact, item, { partnerId, dueOn, waitsFor });
  return true;
}

/** Has its due date passed while its partner is still in onboarding? */
export async function isOverdue(reader: Reader, item: OnboardingItem, today: PlainDate): Promise<boolean> {
  if (item.status === OnboardingItemStatus.ACCEPTED || item.dueOn >= today) return false;
  return (await reader.byId(Partner, item.partnerId))?.status === PartnerStatus.ONBOARDING;
}

/** Each kind of item requires different fields. */
function checkSubmission(clock: Clock, { kind }: OnboardingItem, input: OnboardingItemSubmitInput): void {
  const { note, documentIds, signedOn, expiresOn } = input;
  if (kind === OnboardingItemKind.AGREEMENT) {
    if (!signedOn) throw wrong('signedOn', 'Give the day on which the agreement was signed.');
    checkSignature(clock, { signedOn, expiresOn });
    return;
  }
  if (signedOn) throw wrong('signedOn', 'Only an agreement can have a signing day.');
  if (expiresOn) throw wrong('expiresOn', 'Only an agreement can have a last day.');
  if (kind === OnboardingItemKind.FORM && !note) throw wrong('note', 'Answer the form in the note.');
  if (kind === OnboardingItemKind.DOCUMENT && documentIds.length === 0) {
    throw wrong('documentIds', 'Upload the document, and give its id here.');
  }
}
