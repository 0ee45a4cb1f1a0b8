import type { Transaction } from '../../../shared/database/transaction';
import { sql } from '../../../shared/database/sql';
import { companyKey } from '../../../shared/domain/company-key';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { Partner, PartnerStatus } from '../../partners';
import { accountMappingActions } from './account-mapping.actions';
import { AccountMapping, MappedAccount } from './account-mapping.entity';
import * as facts from './account-mapping.facts';
import { AccountPopulation, MappingSide, SharingLevel, type SharingLevels } from './account-mapping.formula';
import {
  type AccountMappingProposeInput,
  levelsOf,
  type MappedAccountsInput,
  type PopulationLevels,
} from './account-mapping.inputs';
import { type AccountMappingAction, accountMappingLifecycle } from './account-mapping.lifecycle';
import { sideOf } from './account-mapping.policy';

const at = (name: string) => ['input', name];

/** The largest number of accounts that a side records in a population. */
export const maxAccounts = 20_000;

const { NONE } = SharingLevel;
const nothingShared: SharingLevels = { CUSTOMERS: NONE, OPEN_OPPORTUNITIES: NONE, PROSPECTS: NONE };

export async function propose(tx: Transaction, input: AccountMappingProposeInput): Promise<AccountMapping> {
  const id = input.partnerId ?? tx.viewer.partnerId;
  if (!id) throw new InvalidInputError('Name the partner.', at('partnerId'));
  const partner = await tx.require(Partner, id, { field: at('partnerId') });
  tx.assert(accountMappingActions.propose, { partnerId: partner.id });
  assertActive(partner, at('partnerId'));
  if (await tx.first(AccountMapping, { openKey: partner.id })) {
    const message = 'The partner already has an account mapping: accept it, or change its levels.';
    throw new RuleViolationError('already-mapped', message, [], at('partnerId'));
  }
  const side = sideOf(tx.viewer);
  const levels = levelsOf(input.levels);
  const mapping = await tx.insert(AccountMapping, {
    partnerId: partner.id,
    openKey: partner.id,
    proposedBy: side,
    status: accountMappingLifecycle.initial,
    vendorShares: side === MappingSide.VENDOR ? levels : nothingShared,
    partnerShares: side === MappingSide.PARTNER ? levels : nothingShared,
    accountsRevision: 1,
  });
  tx.record(facts.accountMappingProposed, mapping, bySide(tx, mapping));
  return mapping;
}

export async function accept(
  tx: Transaction,
  id: string,
  version: number,
  levels: PopulationLevels,
): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.accept);
  assertActive(await tx.load(Partner, mapping.partnerId), []);
  setShares(tx, mapping, levels);
  await tx.save(Object.assign(mapping, { agreedAt: tx.clock.now() }));
  tx.record(facts.accountMappingAccepted, mapping, bySide(tx, mapping));
  return mapping;
}

export async function decline(tx: Transaction, id: string, version: number, reason: string): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.decline);
  await tx.save(Object.assign(mapping, { openKey: null, endReason: reason }));
  tx.record(facts.accountMappingDeclined, mapping, { ...bySide(tx, mapping), reason });
  return mapping;
}

export async function withdraw(tx: Transaction, id: string, version: number): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.withdraw);
  await tx.save(Object.assign(mapping, { openKey: null }));
  tx.record(facts.accountMappingWithdrawn, mapping, bySide(tx, mapping));
  return mapping;
}

/** Changes what the viewer's side shares, with immediate effect. */
export async function setLevels(
  tx: Transaction,
  id: string,
  version: number,
  levels: PopulationLevels,
): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.setLevels);
  setShares(tx, mapping, levels);
  await tx.save(mapping);
  tx.record(facts.accountMappingLevelsSet, mapping, bySide(tx, mapping));
  return mapping;
}

/** Ends the comparison and deletes what both sides recorded for it. */
export async function revoke(tx: Transaction, id: string, version: number, reason: string): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.revoke);
  await tx.save(Object.assign(mapping, { openKey: null, endReason: reason }));
  await tx.execute(sql`DELETE FROM mapped_account WHERE mappingId = ${mapping.id}`);
  tx.record(facts.accountMappingRevoked, mapping, { ...bySide(tx, mapping), reason });
  return mapping;
}

export async function replaceAccounts(
  tx: Transaction,
  id: string,
  version: number,
  input: MappedAccountsInput,
): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.replaceAccounts);
  await touch(tx, mapping);
  await tx.execute(
    sql`DELETE FROM mapped_account WHERE mappingId = ${mapping.id} AND side = ${sideOf(tx.viewer)} AND population = ${input.population}`,
  );
  return add(tx, mapping, input);
}

export async function appendAccounts(
  tx: Transaction,
  id: string,
  version: number,
  input: MappedAccountsInput,
): Promise<AccountMapping> {
  const mapping = await begin(tx, id, version, accountMappingActions.appendAccounts);
  await touch(tx, mapping);
  return add(tx, mapping, input);
}

/** The save of the mapping lets only one of two concurrent changes of its accounts commit. */
async function touch(tx: Transaction, mapping: AccountMapping): Promise<void> {
  mapping.accountsRevision += 1;
  await tx.save(mapping);
}

async function add(
  tx: Transaction,
  mapping: AccountMapping,
  { population, names }: MappedAccountsInput,
): Promise<AccountMapping> {
  const side = sideOf(tx.viewer);
  if (side === MappingSide.VENDOR && population === AccountPopulation.CUSTOMERS) {
    const message = "The vendor's customers are its customer records: add a customer instead.";
    throw new RuleViolationError('customers-are-records', message, [], at('population'));
  }
  const byKey = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const key = companyKey(name);
    if (key === '') throw new InvalidInputError('A name has letters or digits.', [...at('names'), String(index)]);
    if (!byKey.has(key)) byKey.set(key, name);
  }
  const of = { mappingId: mapping.id, side, population };
  const known = await tx.reader.list(MappedAccount, { ...of, companyKey: [...byKey.keys()] });
  for (const { companyKey: key } of known) byKey.delete(key);
  if ((await tx.reader.count(MappedAccount, of)) + byKey.size > maxAccounts) {
    const message = `A side records at most ${maxAccounts} accounts in a population.`;
    throw new RuleViolationError('too-many-accounts', message, [], at('names'));
  }
  await tx.appendAll(
    MappedAccount,
    [...byKey].map(([key, name]) => ({ ...of, name, companyKey: key })),
  );
  tx.record(facts.accountMappingAccountsChanged, mapping, { ...bySide(tx, mapping), population });
  return mapping;
}

async function begin(
  tx: Transaction,
  id: string,
  version: number,
  action: AccountMappingAction,
): Promise<AccountMapping> {
  const mapping = await tx.require(AccountMapping, id, { version });
  tx.assert(action, mapping);
  mapping.status = accountMappingLifecycle.next(mapping.status, action);
  return mapping;
}

function assertActive({ name, status }: Partner, field: string[]): void {
  if (status === PartnerStatus.ACTIVE) return;
  const message = `${name} is ${status}: only an active partner compares accounts.`;
  throw new RuleViolationError('partner-not-active', message, [], field);
}

function setShares(tx: Transaction, mapping: AccountMapping, levels: PopulationLevels): void {
  const shares = levelsOf(levels);
  if (sideOf(tx.viewer) === MappingSide.VENDOR) mapping.vendorShares = shares;
  else mapping.partnerShares = shares;
}

const bySide = (tx: Transaction, { partnerId }: AccountMapping) => ({ partnerId, side: sideOf(tx.viewer) });
