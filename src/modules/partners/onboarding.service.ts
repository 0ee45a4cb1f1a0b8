import type { Transaction } from '../../shared/database/transaction';
import { addDays, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { OnboardingItem } from './onboarding.entity';
import type { OnboardingItemSubmitInput } from './onboarding.inputs';
import { type OnboardingItemAction, onboardingItemLifecycle } from './onboarding.lifecycle';
import { changeDossier } from './partner.dossier';
import { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';
import * as facts from './partners.facts';
import { OnboardingItemKind, type Programme } from './programme.entity';

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
      note: null,
      documents: [],
      signedOn: null,
      expiresOn: null,
      submittedById: null,
      submittedAt: null,
      decidedById: null,
      decidedAt: null,
      sendBackReason: null,
    })),
  );
}

export async function submit(
  tx: Transaction,
  id: string,
  version: number,
  input: OnboardingItemSubmitInput,
): Promise<OnboardingItem> {
  const item = await step(tx, 'submit', id, version);
  checkDates(item, input, tx.clock.today());
  item.note = input.note ?? null;
  item.documents = input.documents;
  item.signedOn = input.signedOn ?? null;
  item.expiresOn = input.expiresOn ?? null;
  item.submittedById = tx.viewer.userId;
  item.submittedAt = tx.clock.now();
  await tx.save(item);
  tx.state(facts.onboardingItemSubmitted, item, { partnerId: item.partnerId });
  return item;
}

export async function accept(tx: Transaction, id: string, version: number): Promise<OnboardingItem> {
  const item = await decide(tx, 'accept', id, version);
  if (item.expiresOn !== null && item.expiresOn < tx.clock.today()) {
    throw new RuleViolationError('agreement-expired', `The agreement expired on ${item.expiresOn}.`);
  }
  item.sendBackReason = null;
  await tx.save(item);
  tx.state(facts.onboardingItemAccepted, item, { partnerId: item.partnerId });
  return item;
}

export async function sendBack(tx: Transaction, id: string, version: number, reason: string): Promise<OnboardingItem> {
  const item = await decide(tx, 'sendBack', id, version);
  item.sendBackReason = reason;
  await tx.save(item);
  tx.state(facts.onboardingItemSentBack, item, { partnerId: item.partnerId, reason });
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
  tx.assert(`onboardingItem.${action}`, item);
  const partner = await tx.load(Partner, item.partnerId);
  const onboarding = partner.status === PartnerStatus.ONBOARDING;
  item.status = onboardingItemLifecycle.next(item.status, action, { onboarding });
  await changeDossier(tx, partner, [PartnerStatus.ONBOARDING]);
  return item;
}

function checkDates(item: OnboardingItem, { signedOn, expiresOn }: OnboardingItemSubmitInput, today: PlainDate): void {
  const wrong = (field: string, message: string) => new InvalidInputError(message, ['input', field]);
  if (item.kind !== OnboardingItemKind.AGREEMENT) {
    if (signedOn) throw wrong('signedOn', 'Only an agreement is signed.');
    if (expiresOn) throw wrong('expiresOn', 'Only an agreement expires.');
    return;
  }
  if (!signedOn) throw wrong('signedOn', 'Say when the agreement was signed.');
  // Where the day begins earlier than in UTC, it is tomorrow already.
  if (signedOn > addDays(today, 1)) throw wrong('signedOn', 'This day is in the future.');
  if (expiresOn && expiresOn < signedOn) throw wrong('expiresOn', 'It cannot expire before it was signed.');
}
