import { partnerRoles } from '../../shared/access/viewer';
import type { Transaction } from '../../shared/database/transaction';
import {
  ForbiddenError,
  type GateCriterion,
  GateNotMetError,
  InvalidInputError,
  RuleViolationError,
} from '../../shared/domain/errors';
import { searchKey } from '../../shared/domain/text';
import { deactivatePerson, type Invitation, invitePerson, User, UserStatus } from '../identity';
import { beginAgreements, lostAgreements } from './agreement.service';
import { unmetCriteria } from './gate.formula';
import { instantiateChecklist } from './onboarding.service';
import { changeDossier, closeDossier } from './partner.dossier';
import { Partner, PartnerIndustry } from './partner.entity';
import type { MemberInviteInput, PartnerApplyInput, PartnerUpdateInput } from './partner.inputs';
import {
  isEnded,
  type PartnerAction,
  type PartnerConditions,
  partnerLifecycle,
  PartnerStatus,
} from './partner.lifecycle';
import { PartnerTransition } from './partner-transition.entity';
import { memberActions, partnerActions } from './partners.actions';
import * as facts from './partners.facts';
import { admissionGate, type Bench, benchOf, judgeAdmission, judgeTier } from './partners.gates';
import type { Programme } from './programme.entity';
import { programmeInForce } from './programme.reader';
import { cancelOpenReview, decideAtAdmission } from './tier-review.service';

const alive = Object.values(PartnerStatus).filter((status) => !isEnded(status));

export async function apply(tx: Transaction, input: PartnerApplyInput): Promise<Partner> {
  tx.assert(partnerActions.apply);
  const firmKey = firmKeyOf(input.country, input.registrationNumber);
  await requireUnregistered(tx, firmKey);
  const [predecessor] = await tx.list(Partner, { firmKey }, [{ column: 'createdAt', direction: 'DESC' }]);
  const partner = await tx.insert(Partner, {
    ...input,
    website: input.website ?? null,
    nameKey: searchKey(input.name, input.legalName),
    firmKey,
    registrationKey: firmKey,
    status: partnerLifecycle.initial,
    predecessorId: predecessor?.id ?? null,
    appliedById: tx.viewer.userId,
    dossierRevision: 0,
  });
  await setIndustries(tx, partner);
  tx.record(facts.partnerApplied, partner, {});
  return partner;
}

export async function startOnboarding(tx: Transaction, id: string, version: number): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, partnerActions.startOnboarding, id, version);
  const programme = await programmeInForce(bench.reader, bench.on);
  partner.status = partnerLifecycle.next(partner.status, partnerActions.startOnboarding, {
    admission: [],
    programmeInForce: programme !== null,
    lostAgreements: [],
  });
  await tx.save(partner);
  await note(tx, partner, PartnerStatus.APPLICANT, { programme });
  await instantiateChecklist(tx, partner, programme!);
  tx.record(facts.partnerOnboardingStarted, partner, { programmeId: programme!.id });
  return partner;
}

export async function admit(tx: Transaction, id: string, version: number): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, partnerActions.admit, id, version);
  partnerLifecycle.transitionFor(partner.status, partnerActions.admit);
  const gate = (await judgeAdmission(bench, partner))!;
  const { criteria, programme } = gate;
  const unmet = unmetCriteria(criteria);
  if (unmet.length > 0) throw new GateNotMetError(admissionGate, unmet);
  await closeDossier(tx, partner);
  partner.status = partnerLifecycle.next(partner.status, partnerActions.admit, { ...irrelevant, admission: criteria });
  await decideAtAdmission(tx, partner, (await judgeTier(bench, partner))!);
  await tx.save(partner);
  await note(tx, partner, PartnerStatus.ONBOARDING, gate);
  await beginAgreements(tx, partner);
  const waived = criteria.filter((criterion) => criterion.waived).map(({ code }) => code);
  tx.record(facts.partnerAdmitted, partner, { programmeId: programme!.id, waived });
  return partner;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<Partner> {
  return end(tx, partnerActions.reject, id, version, reason, facts.partnerRejected);
}

export async function terminate(tx: Transaction, id: string, version: number, reason: string): Promise<Partner> {
  return end(tx, partnerActions.terminate, id, version, reason, facts.partnerTerminated);
}

export async function suspend(tx: Transaction, id: string, version: number, reason: string): Promise<Partner> {
  const { partner } = await toDecide(tx, partnerActions.suspend, id, version);
  return pause(tx, partner, reason);
}

/** Suspends a partner, whoever found the reason. */
export async function pause(tx: Transaction, partner: Partner, reason: string): Promise<Partner> {
  const from = partner.status;
  partner.status = partnerLifecycle.next(from, partnerActions.suspend, irrelevant);
  partner.statusReason = reason;
  await tx.save(partner);
  await note(tx, partner, from, { programme: await programmeInForce(tx.reader, tx.clock.today()) }, reason);
  tx.record(facts.partnerSuspended, partner, { reason });
  return partner;
}

export async function reinstate(tx: Transaction, id: string, version: number): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, partnerActions.reinstate, id, version);
  const from = partner.status;
  partner.status = partnerLifecycle.next(from, partnerActions.reinstate, {
    ...irrelevant,
    lostAgreements: await lostAgreements(tx.reader, partner.id),
  });
  partner.statusReason = null;
  await tx.save(partner);
  await note(tx, partner, from, { programme: await programmeInForce(bench.reader, bench.on) });
  tx.record(facts.partnerReinstated, partner, {});
  return partner;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: PartnerUpdateInput,
): Promise<Partner> {
  const partner = await tx.require(Partner, id, { version });
  tx.assert(partnerActions.update, partner);
  requireAlive(partner);
  const { website, ...others } = input;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value != null));
  const ofTheFirm = Object.keys(given).find((name) => !contactFields.includes(name));
  if (ofTheFirm && !tx.allows(partnerActions.updateFirm, partner)) {
    throw new ForbiddenError(`Only the vendor changes this (${ofTheFirm}).`, ['input', ofTheFirm]);
  }
  const before = { ...partner };
  Object.assign(partner, given, website === undefined ? {} : { website });
  partner.nameKey = searchKey(partner.name, partner.legalName);
  const firmKey = firmKeyOf(partner.country, partner.registrationNumber);
  if (firmKey !== partner.firmKey) await requireUnregistered(tx, firmKey);
  partner.firmKey = firmKey;
  partner.registrationKey = firmKey;
  await tx.save(partner);
  if (input.industries) await setIndustries(tx, partner);
  const changed = Object.keys(input).filter(
    (name) => JSON.stringify(partner[name as keyof Partner]) !== JSON.stringify(before[name as keyof Partner]),
  );
  if (changed.length > 0) tx.record(facts.partnerUpdated, partner, { changed });
  return partner;
}

export async function inviteMember(tx: Transaction, id: string, input: MemberInviteInput): Promise<Invitation> {
  const partner = await tx.require(Partner, id);
  tx.assert(memberActions.invite, partner);
  requireAlive(partner);
  if (input.roles.some((role) => !partnerRoles.includes(role))) {
    throw new InvalidInputError('A member of a partner has partner roles only.', ['input', 'roles']);
  }
  await changeDossier(tx, partner, alive);
  const invitation = await invitePerson(tx, { ...input, partnerId: partner.id });
  tx.record(facts.partnerMemberInvited, partner, { userId: invitation.userId, roles: input.roles });
  return invitation;
}

const contactFields = ['website', 'contactName', 'contactEmail'];

/** For steps that no guard looks at. */
const irrelevant: PartnerConditions = { admission: [], programmeInForce: true, lostAgreements: [] };

async function toDecide(
  tx: Transaction,
  action: PartnerAction,
  id: string,
  version: number,
): Promise<{ partner: Partner; bench: Bench }> {
  const partner = await tx.require(Partner, id, { version });
  tx.assert(action, partner);
  return { partner, bench: benchOf(tx) };
}

/** The final steps: the firm may apply anew, and its people can no longer sign in. */
async function end(
  tx: Transaction,
  action: (typeof partnerActions)['reject' | 'terminate'],
  id: string,
  version: number,
  reason: string,
  fact: typeof facts.partnerRejected,
): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, action, id, version);
  const from = partner.status;
  const status = partnerLifecycle.next(from, action, irrelevant);
  await closeDossier(tx, partner);
  Object.assign(partner, { status, statusReason: reason, registrationKey: null, tierGraceUntil: null });
  await tx.save(partner);
  await note(tx, partner, from, { programme: await programmeInForce(bench.reader, bench.on) }, reason);
  await cancelOpenReview(tx, partner);
  for (const user of await tx.list(User, { partnerId: partner.id })) {
    if (user.status !== UserStatus.DEACTIVATED) await deactivatePerson(tx, user, reason);
  }
  tx.record(fact, partner, { reason });
  return partner;
}

/** Stores the step with its gate's result, where a gate decided. */
async function note(
  tx: Transaction,
  partner: Partner,
  from: PartnerStatus,
  { programme, criteria = [] }: { programme: Programme | null; criteria?: GateCriterion[] },
  reason: string | null = null,
): Promise<void> {
  await tx.append(PartnerTransition, {
    partnerId: partner.id,
    from,
    to: partner.status,
    programmeId: programme?.id ?? null,
    criteria,
    reason,
    actorId: tx.viewer.userId,
    at: tx.clock.now(),
  });
}

/** The industries as rows of their own, for the filter; only the difference is written. */
async function setIndustries(tx: Transaction, { id: partnerId, industries }: Partner): Promise<void> {
  const wanted = new Set(industries.map((industry) => searchKey(industry)));
  const present = await tx.reader.list(PartnerIndustry, { partnerId });
  await tx.deleteAll(
    PartnerIndustry,
    present.filter(({ industryKey }) => !wanted.has(industryKey)),
  );
  for (const { industryKey } of present) wanted.delete(industryKey);
  for (const industryKey of wanted) await tx.append(PartnerIndustry, { partnerId, industryKey });
}

export function requireAlive(partner: Partner): void {
  if (isEnded(partner.status)) {
    throw new RuleViolationError('partner-ended', `The partner is ${partner.status}: this is final.`);
  }
}

/** The same firm has the same key, however its number is punctuated. */
function firmKeyOf(country: string, registrationNumber: string): string {
  const number = searchKey(registrationNumber).replace(/[^\p{L}\p{N}]/gu, '');
  if (number === '') {
    throw new InvalidInputError('A registration number has letters or digits.', ['input', 'registrationNumber']);
  }
  return `${country} ${number}`;
}

async function requireUnregistered(tx: Transaction, registrationKey: string): Promise<void> {
  if (await tx.first(Partner, { registrationKey })) {
    throw new RuleViolationError(
      'already-registered',
      'A firm with this registration number is a partner, or has applied to be one.',
      [],
      ['input', 'registrationNumber'],
    );
  }
}
