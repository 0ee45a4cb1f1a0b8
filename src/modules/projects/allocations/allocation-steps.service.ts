import type { Transaction } from '../../../shared/database/transaction';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { Allocation } from './allocation.entity';
import { staffingGapsOf } from './allocation.service';
import { type AllocationAction, allocationSteps } from './allocation.steps';
import { Project } from '../projects/project.entity';
import { allocationActions, type OnAllocation } from './allocations.actions';
import * as facts from './allocations.facts';
import { staffingRefused } from '../projects/staffing.service';

const field = ['endsOn'];
/** A longer allocation is a typo. */
const maxDays = 3_653;

/** The new days must meet the rules for an allocation that begins on the first of them. */
export async function extend(tx: Transaction, id: string, version: number, endsOn: PlainDate): Promise<Allocation> {
  const { allocation } = await begin(tx, id, version, allocationActions.extend);
  const before = allocation.endsOn;
  if (endsOn <= before) throw new InvalidInputError(`It already lasts until ${before}: pick a later day.`, field);
  if (endsOn > addDays(allocation.startsOn, maxDays)) {
    throw new InvalidInputError('An allocation may last ten years at most.', field);
  }
  const gaps = await staffingGapsOf(tx, { ...allocation, startsOn: addDays(before, 1) });
  if (gaps.length > 0) throw staffingRefused(gaps);
  return change(tx, allocation, endsOn, facts.allocationExtended);
}

export async function end(tx: Transaction, id: string, version: number, endsOn: PlainDate): Promise<Allocation> {
  const { allocation, project } = await begin(tx, id, version, allocationActions.end);
  const { startsOn } = allocation;
  if (endsOn >= allocation.endsOn)
    throw new InvalidInputError(`It already ends on ${allocation.endsOn}: pick an earlier day.`, field);
  if (endsOn < startsOn) throw new InvalidInputError(`It begins on ${startsOn}: pick that day or a later one.`, field);
  // Written before the recorded time is checked: a concurrent recording holds the allocation too, and conflicts with
  // this.
  await change(tx, allocation, endsOn, facts.allocationEnded);
  await tx.check(allocationActions.end, { allocation, project });
  return allocation;
}

async function begin(tx: Transaction, id: string, version: number, action: AllocationAction): Promise<OnAllocation> {
  const allocation = await tx.require(Allocation, id, { version });
  const project = await tx.load(Project, allocation.projectId);
  tx.assert(action, { allocation, project });
  const step = allocationSteps({ ...allocation, project: project.status }).find((each) => each.action === action)!;
  const [blocker] = step.blockedBy;
  if (blocker) throw new RuleViolationError(blocker.code, blocker.message);
  return { allocation, project };
}

async function change(
  tx: Transaction,
  allocation: Allocation,
  endsOn: PlainDate,
  fact: typeof facts.allocationExtended,
): Promise<Allocation> {
  const { projectId, userId, partnerId, endsOn: before } = allocation;
  await tx.save(Object.assign(allocation, { endsOn }));
  tx.record(fact, allocation, { projectId, userId, partnerId, endsOn, before });
  return allocation;
}
