import type { Access } from '../../../../shared/access/policy';
import type { Viewer } from '../../../../shared/access/viewer';
import { sql } from '../../../../shared/database/sql';
import type { NewRecord } from '../../../../shared/database/record';
import type { Transaction } from '../../../../shared/database/transaction';
import { DomainError, RuleViolationError } from '../../../../shared/domain/errors';
import type { User } from '../../../identity';
import type { Allocation } from '../../projects/allocation.entity';
import type { Project } from '../../projects/project.entity';
import { originOf, type ScopeItem } from '../../sow/sow-parts.entity';
import { PersonDay } from '../person-day.entity';
import { minutesOfADay, takeMinutesOfMany } from '../person-day.service';
import { TimeEntry } from '../time-entry.entity';
import { asRecorded, timeEntryLifecycle } from '../time-entry.lifecycle';
import { holdAllocation } from '../../projects/allocation.service';
import { assertInScope, assertInWork, assertPhase } from '../time.rules';
import type { TimeImport } from './import.entity';
import { contentOf, keyOfContent, keyOfReference } from './import-key.formula';
import type { Finding, LineValues } from './import-line.formula';
import { distinct, lookUp, type Lookups } from './import-lookups';

/** What earlier lines of the same file leave behind for later ones. */
export interface Memory {
  /** How often a content came so far. */
  occurrences: ReadonlyMap<string, number>;
  /** Keys, and minutes of a person's day, of lines that were looked at and not yet written. */
  keys: ReadonlySet<string>;
  minutes: ReadonlyMap<string, number>;
}

export interface ChunkOutcome {
  imported: number;
  duplicate: number;
  /** How many lines have findings. */
  refused: number;
  findings: Finding[];
  /** What this chunk adds to the memory, once it is certain. */
  added: { occurrences: Map<string, number>; keys: Set<string>; minutes: Map<string, number> };
}

/** A line that may be imported: whose time it is, where it belongs, and what it is told by. */
interface Candidate {
  line: LineValues;
  project: Project;
  user: User;
  item: ScopeItem | null;
  key: string;
}

type Ready = NewRecord<TimeEntry>;
const dayKey = (userId: string, day: string) => `${userId} ${day}`;

/**
 * Looks at some lines as if each were recorded by itself, in few statements for all of them, and writes those that nothing
 * speaks against. Touches nothing but the transaction: what it learns for later lines it answers.
 */
export async function takeLines(
  tx: Transaction,
  access: Access,
  viewer: Viewer,
  run: TimeImport,
  lines: readonly LineValues[],
  memory: Memory,
  write: boolean,
): Promise<ChunkOutcome> {
  const outcome: ChunkOutcome = {
    imported: 0,
    duplicate: 0,
    refused: 0,
    findings: [],
    added: { occurrences: new Map(), keys: new Set(), minutes: new Map() },
  };
  if (lines.length === 0) return outcome;
  const lookups = await lookUp(tx.reader, access, viewer, lines);
  const refuse = (line: LineValues, error: unknown) => {
    outcome.findings.push(findingOf(line.line, error));
    outcome.refused += 1;
  };
  const candidates = lines.flatMap((line) => {
    try {
      return [identify(access, viewer, lookups, line, memory, outcome.added.occurrences)];
    } catch (error) {
      refuse(line, error);
      return [];
    }
  });
  const present = await presentKeys(tx, candidates);
  const days = await daysOf(tx, candidates);
  const ready: Ready[] = [];
  for (const candidate of candidates) {
    const { line, key, user, project } = candidate;
    const isThere = present.has(key) || memory.keys.has(key) || outcome.added.keys.has(key);
    if (isThere || present.has(`${user.id} ${project.id} ${line.reference}`)) {
      outcome.duplicate += 1;
      continue;
    }
    try {
      ready.push(entryOf(tx, run, lookups, candidate, days, memory, outcome.added.minutes));
      outcome.added.keys.add(key);
    } catch (error) {
      refuse(line, error);
    }
  }
  outcome.imported = ready.length;
  if (write && ready.length > 0) {
    for (const id of new Set(ready.map(({ allocationId }) => allocationId))) {
      await holdAllocation(tx, lookups.allocation(id));
    }
    await takeMinutesOfMany(tx, outcome.added.minutes, days);
    await tx.insertAll(TimeEntry, ready);
  }
  return outcome;
}

/** Whose time a line is, for what. What is foreign answers as what is absent. */
function identify(
  access: Access,
  viewer: Viewer,
  lookups: Lookups,
  line: LineValues,
  memory: Memory,
  occurrences: Map<string, number>,
): Candidate {
  const [project, another] = lookups.projects(line.project);
  if (!project) throw refusal('not-found', `There is no project ${line.project}.`, 'project');
  if (another) throw refusal('ambiguous', `Several projects are called ${line.project}: give the id.`, 'project');
  const user = lookups.person(line.person);
  if (!user) throw refusal('not-found', `There is no person ${line.person}.`, 'person');
  if (!access.allows(viewer, 'timeEntry.import', { user, project })) {
    throw refusal('forbidden', `You may not import the time of ${user.email} on this project.`, 'person');
  }
  const identity = { ...line, userId: user.id, projectId: project.id };
  const item = itemOf(lookups, project, line);
  if (line.reference !== '') return { line, project, user, item, key: keyOfReference(identity) };
  if (!item) throw noItem(line);
  const whole = { ...identity, scopeItemOrigin: originOf(item) };
  const content = contentOf(whole);
  const occurrence = (occurrences.get(content) ?? memory.occurrences.get(content) ?? 0) + 1;
  occurrences.set(content, occurrence);
  return { line, project, user, item, key: keyOfContent(whole, occurrence) };
}

/** By its id in any revision, or by its title: that of the signed statement of work before those of others. */
function itemOf(lookups: Lookups, project: Project, line: LineValues): ScopeItem | null {
  const found = lookups.scopeItems(project.id, line.scopeItem);
  const current = found.filter((item) => lookups.signedSowOf(item) !== null && item.inScope);
  if (current.length > 1) {
    throw refusal('ambiguous', `Several items in scope are called ${line.scopeItem}: give the id.`, 'scopeItem');
  }
  return current[0] ?? found[0] ?? null;
}

function noItem({ scopeItem }: LineValues): RuleViolationError {
  return refusal('not-found', `The project has no scope item ${scopeItem}.`, 'scopeItem');
}

/** The entry that the line becomes; throws the rule that speaks against it. */
function entryOf(
  tx: Transaction,
  run: TimeImport,
  lookups: Lookups,
  { line, project, user, item, key }: Candidate,
  days: ReadonlyMap<string, PersonDay>,
  memory: Memory,
  minutes: Map<string, number>,
): Ready {
  if (!item) throw noItem(line);
  assertInScope(item, lookups.signedSowOf(item), ['scopeItem']);
  const allocation = allocationOf(lookups, line, project, user);
  assertInWork(tx.clock, project, allocation, line.date, ['date']);
  assertPhase(lookups.offering(allocation.offeringId), line.phase, ['phase']);
  const day = dayKey(user.id, line.date);
  const added = (minutes.get(day) ?? 0) + line.minutes;
  if ((days.get(day)?.minutes ?? 0) + (memory.minutes.get(day) ?? 0) + added > minutesOfADay) {
    throw refusal(
      'day-full',
      `A day has 24 hours: with these ${line.minutes} minutes, ${line.date} would have more.`,
      'minutes',
    );
  }
  minutes.set(day, added);
  return {
    allocationId: allocation.id,
    userId: user.id,
    partnerId: allocation.partnerId,
    projectId: project.id,
    scopeItemId: item.id,
    phase: line.phase,
    workedOn: line.date,
    minutes: line.minutes,
    billable: line.billable,
    note: line.note,
    status: timeEntryLifecycle.next(timeEntryLifecycle.initial, 'submit', asRecorded),
    costMinor: null,
    currencyCode: null,
    decidedById: null,
    rejectionReason: null,
    reversesId: null,
    correctsId: null,
    recordedById: null,
    importId: run.id,
    importedById: run.startedById,
    importKey: key,
  };
}

/** The one that is named, or the one that fits; where several in different roles do, it must be named. */
function allocationOf(lookups: Lookups, line: LineValues, project: Project, user: User): Allocation {
  const own = lookups.allocations(project.id, user.id);
  if (line.allocation !== '') {
    const named = own.find(({ id }) => id === line.allocation);
    if (!named)
      throw refusal('not-found', `The person has no allocation ${line.allocation} on this project.`, 'allocation');
    return named;
  }
  if (own.length === 0) throw refusal('not-allocated', `${user.email} is not allocated to this project.`, 'person');
  const onDay = own.filter(({ startsOn, endsOn }) => startsOn <= line.date && line.date <= endsOn);
  const inPhase = onDay.filter(({ offeringId }) => lookups.offering(offeringId).phases.includes(line.phase));
  const fitting = [inPhase, onDay, own].find((some) => some.length > 0)!;
  if (new Set(fitting.map(({ role, offeringId }) => `${offeringId} ${role}`)).size > 1 && fitting === inPhase) {
    throw refusal('ambiguous', 'The person has several allocations to this project then: name one.', 'allocation');
  }
  return fitting[0]!;
}

/** The keys that entries have already; an entry of this installation is also told by its own id as the reference. */
async function presentKeys(tx: Transaction, candidates: readonly Candidate[]): Promise<Set<string>> {
  if (candidates.length === 0) return new Set();
  const keys = distinct(candidates.map(({ key }) => key));
  const rows = await tx.reader.rows<{ importKey: string }>(
    sql`SELECT importKey FROM time_entry WHERE importKey IN (${keys})`,
  );
  const present = new Set(rows.map(({ importKey }) => importKey));
  const ids = distinct(candidates.map(({ line }) => line.reference).filter((text) => text.startsWith('time_entry_')));
  if (ids.length === 0) return present;
  const entries = await tx.reader.rows<{ id: string; userId: string; projectId: string }>(
    sql`SELECT id, userId, projectId FROM time_entry WHERE id IN (${ids})`,
  );
  for (const { id, userId, projectId } of entries) present.add(`${userId} ${projectId} ${id}`);
  return present;
}

async function daysOf(tx: Transaction, candidates: readonly Candidate[]): Promise<Map<string, PersonDay>> {
  if (candidates.length === 0) return new Map();
  const days = await tx.reader.list(PersonDay, {
    userId: distinct(candidates.map(({ user }) => user.id as string)),
    workedOn: distinct(candidates.map(({ line }) => line.date)),
  });
  return new Map(days.map((day) => [dayKey(day.userId, day.workedOn), day]));
}

const refusal = (code: string, message: string, column: string) => new RuleViolationError(code, message, [], [column]);

export function findingOf(line: number, error: unknown): Finding {
  if (!(error instanceof DomainError)) throw error;
  const code =
    error instanceof RuleViolationError ? error.rule : error.field[0] === 'phase' ? 'phase-unknown' : 'invalid';
  return { line, column: error.field[0] ?? null, code, message: error.message };
}
