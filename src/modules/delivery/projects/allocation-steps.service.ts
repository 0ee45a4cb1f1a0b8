import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { ConflictError, InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { TimeEntry } from '../time/time-entry.entity';
import { uncountedStatuses } from '../time/time-entry.lifecycle';
import { Allocation } from './allocation.entity';
import { staffingGapsOf } from './allocation.service';
import { type AllocationAction, allocationSteps } from './allocation.steps';
import { Project } from './project.entity';
import { allocationActions } from './projects.actions';
import * as facts from './projects.facts';
import { staffingRefused } from './staffing.service';

const field = ['endsOn'];
/** An allocation longer than this is a slip of the pen. */
const longestDays = 3_653;

/** The new days need what an allocation that begins on the first of them would need. */
export async function extend(tx: Transaction, id: string, version: number, endsOn: PlainDate): Promise<Allocation> {
  const allocation = await begin(tx, id, version, allocationActions.extend);
  const before = allocation.endsOn;
  if (endsOn <= before) throw new InvalidInputError(`It lasts until ${before} already.`, field);
  if (endsOn > addDays(allocation.startsOn, longestDays)) {
    throw new InvalidInputError('An allocation lasts ten years at most.', field);
  }
  const gaps = await staffingGapsOf(tx, { ...allocation, startsOn: addDays(before, 1) });
  if (gaps.length > 0) throw staffingRefused(gaps);
  return change(tx, allocation, endsOn, facts.allocationExtended);
}

export async function end(tx: Transaction, id: string, version: number, endsOn: PlainDate): Promise<Allocation> {
  const allocation = await begin(tx, id, version, allocationActions.end);
  const { startsOn } = allocation;
  if (endsOn >= allocation.endsOn) throw new InvalidInputError(`It ends on ${allocation.endsOn} anyway.`, field);
  if (endsOn < startsOn) throw new InvalidInputError(`It begins on ${startsOn}.`, field);
  // Before it is asked what was recorded: whoever records holds the allocation still, and finds it changed.
  await change(tx, allocation, endsOn, facts.allocationEnded);
  const days = await workedAfter(tx, allocation, endsOn);
  if (days.length === 0) return allocation;
  throw new RuleViolationError('time-recorded', `Time is recorded after ${endsOn}.`, days, field);
}

/** The days after the last one with time that is not rejected, discarded or taken back. */
async function workedAfter(
  tx: Transaction,
  { id: allocationId, version }: Allocation,
  endsOn: PlainDate,
): Promise<PlainDate[]> {
  const counted = sql`workedOn > ${endsOn} AND status NOT IN (${uncountedStatuses})`;
  const after = await tx.reader.list(TimeEntry, { allocationId, and: [counted] }, [{ column: 'workedOn' }]);
  // A transaction reads the state at its beginning; a change counts the rows that there are now.
  const held = await tx.execute(
    sql`UPDATE time_entry SET minutes = minutes WHERE allocationId = ${allocationId} AND ${counted}`,
  );
  if (held !== after.length) throw new ConflictError(allocationId, version);
  const reversed = new Set(after.map(({ reversesId }) => reversesId));
  const standing = after.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
  return [...new Set(standing.map(({ workedOn }) => workedOn))];
}

async function begin(tx: Transaction, id: string, version: number, action: AllocationAction): Promise<Allocation> {
  const allocation = await tx.require(Allocation, id, { version });
  const project = await tx.load(Project, allocation.projectId);
  tx.assert(action, project);
  const step = allocationSteps({ ...allocation, project: project.status }).find((each) => each.action === action)!;
  const [blocker] = step.blockedBy;
  if (blocker) throw new RuleViolationError(blocker.code, blocker.message);
  return allocation;
}

async function change(
  tx: Transaction,
  allocation: Allocation,
  endsOn: PlainDate,
  fact: typeof facts.allocationExtended,
): Promise<Allocation> {
  const { projectId, userId, partnerId, endsOn: before } = allocation;
  await tx.save(Object.assign(allocation, { endsOn }));
  tx.state(fact, allocation, { projectId, userId, partnerId, endsOn, before });
  return allocation;
}
