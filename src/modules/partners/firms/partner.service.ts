import { partnerRoles } from '../../../shared/access/viewer';
import type { Transaction } from '../../../shared/database/transaction';
import {
  ForbiddenError,
  type GateCriterion,
  InvalidInputError,
  RuleViolationError,
} from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { type Invitation, invitePerson } from '../../identity';
import type { Programme } from '../programmes/programme.entity';
import { programmeInForce } from '../programmes/programme.reader';
import { PartnerTransition } from './partner-transition.entity';
import { memberActions, partnerActions } from './partner.actions';
import { changeDossier } from './partner-dossier.service';
import { unscored } from './partner-score.service';
import { Partner, PartnerIndustry } from './partner.entity';
import * as facts from './partner.facts';
import type { MemberInviteInput, PartnerApplyInput, PartnerUpdateInput } from './partner.inputs';
import { isEnded, type PartnerConditions, partnerLifecycle, PartnerStatus } from './partner.lifecycle';

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
    scoreTenths: unscored,
  });
  await setIndustries(tx, partner);
  tx.record(facts.partnerApplied, partner, {});
  return partner;
}

/** Suspends a partner, for a person or for the system. */
export async function pause(tx: Transaction, partner: Partner, reason: string): Promise<Partner> {
  const from = partner.status;
  partner.status = partnerLifecycle.next(from, partnerActions.suspend, unguarded);
  partner.statusReason = reason;
  await tx.save(partner);
  await noteTransition(tx, partner, from, { programme: await programmeInForce(tx.reader, tx.clock.today()) }, reason);
  tx.record(facts.partnerSuspended, partner, { reason });
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
    throw new ForbiddenError(`Only the vendor can change ${ofTheFirm}.`, ['input', ofTheFirm]);
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
    throw new InvalidInputError('A member of a partner can only have partner roles.', ['input', 'roles']);
  }
  await changeDossier(tx, partner, alive);
  const invitation = await invitePerson(tx, { ...input, partnerId: partner.id });
  tx.record(facts.partnerMemberInvited, partner, { userId: invitation.userId, roles: input.roles });
  return invitation;
}

const contactFields = ['website', 'contactName', 'contactEmail'];

/** For steps without guards. */
export const unguarded: PartnerConditions = { admission: [], programmeInForce: true, lostAgreements: [] };

/** Stores the step, with the result of its gate if it has one. */
export async function noteTransition(
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

/** Stores the industries as rows for the filter; writes only the difference. */
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
    throw new RuleViolationError('partner-ended', `The partner is ${partner.status}, which is final.`);
  }
}

/** The same firm has the same key, regardless of the punctuation of its number. */
function firmKeyOf(country: string, registrationNumber: string): string {
  const number = searchKey(registrationNumber).replace(/[^\p{L}\p{N}]/gu, '');
  if (number === '') {
    throw new InvalidInputError('A registration number must have letters or digits.', ['input', 'registrationNumber']);
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
