import type { Transaction } from '../../../shared/database/transaction';
import { searchKey } from '../../../shared/domain/text';
import { FundActivityKind } from './activity-kind.entity';
import { fundActivityKindActions } from './fund.actions';
import * as facts from './fund.facts';
import type { FundActivityKindInput } from './fund.inputs';

export async function create(tx: Transaction, input: FundActivityKindInput): Promise<FundActivityKind> {
  tx.assert(fundActivityKindActions.create);
  const kind = await tx.insert(FundActivityKind, contentOf(input));
  tx.record(facts.fundActivityKindCreated, kind, {});
  return kind;
}

/** Requests that are submitted keep the terms that they were submitted under. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: FundActivityKindInput,
): Promise<FundActivityKind> {
  const kind = await tx.require(FundActivityKind, id, { version });
  tx.assert(fundActivityKindActions.update, kind);
  await tx.save(Object.assign(kind, contentOf(input)));
  tx.record(facts.fundActivityKindUpdated, kind, {});
  return kind;
}

function contentOf(input: FundActivityKindInput) {
  const { name, description, requiredProofs, reimbursementShare, eligibleCostKinds, claimDeadlineDays, offered } =
    input;
  return {
    name,
    nameKey: searchKey(name),
    description,
    requiredProofs,
    reimbursementShare,
    eligibleCostKinds,
    claimDeadlineDays,
    offered,
  };
}
