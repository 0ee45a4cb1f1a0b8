import { setImmediate } from 'node:timers/promises';
import type { Access } from '../../../shared/access/policy';
import type { Viewer } from '../../../shared/access/viewer';
import type { NewRecord } from '../../../shared/database/record';
import type { Transaction } from '../../../shared/database/transaction';
import { minutesOfADay } from '../../../shared/domain/dates';
import { DomainError, RuleViolationError } from '../../../shared/domain/errors';
import { quoted, searchKey } from '../../../shared/domain/text';
import type { User } from '../../identity';
import type { Allocation, Project } from '../../projects';
import { originOf, type ScopeItem } from '../../sow';
import { PersonDay } from '../entries/person-day.entity';
import { takeMinutesOfMany } from '../entries/person-day.service';
import { TimeEntry } from '../entries/time-entry.entity';
import { asRecorded, timeEntryLifecycle } from '../entries/time-entry.lifecycle';
import { timeEntryActions } from '../entries/time.actions';
import { assertInScope, assertInWork } from '../entries/time.rules';
import { importedTimeActions } from './import.actions';
import type { TimeImport } from './import.entity';
import {
  lineContentOf,
  differencesBetween,
  keyOfContent,
  keyOfReference,
  type LineContent,
} from './import-key.formula';
import { asItIs, identityOf, type Known, knownEntries, type KnownEntries, settled, standing } from './import-known';
import type { Finding, LineValues } from './import-line.formula';
import { giveUpKeys } from './import-replaced';
import { distinct, lookUp, type Lookups, narrowed } from './import-lookups';

/** State that earlier lines of the same file pass on to later ones. */
export interface Memory {
  /** How often each content has occurred so far. */
  occurrences: ReadonlyMap<string, number>;
  /** The contents of checked lines that are not written yet, by key; and the minutes of each person's day. */
  contents: ReadonlyMap<string, LineContent>;
  minutes: ReadonlyMap<string, number>;
}

export interface ChunkOutcome {
  imported: number;
  duplicate: number;
  /** The number of lines with findings. */
  refused: number;
  findings: Finding[];
  /** The additions of this chunk to the memory, to be applied after the commit. */
  added: { occurrences: Map<string, number>; contents: Map<string, LineContent>; minutes: Map<string, number> };
}

/** A line that may be imported: its person, its place in the project, and its keys. */
interface Candidate {
  line: LineValues;
  project: Project;
  user: User;
  item: ScopeItem | null;
  content: LineContent;
  key: string;
}

type Ready = NewRecord<TimeEntry>;
const dayKey = (userId: string, day: string) => `${userId} ${day}`;

/**
 * Checks a chunk of lines as if each were recorded on its own, with few statements for all of them, and writes those
 * without findings. It touches nothing but the transaction: it returns what later lines need to know.
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
    added: { occurrences: new Map(), contents: new Map(), minutes: new Map() },
  };
  if (lines.length === 0) return outcome;
  // The embedded database answers synchronously: without these pauses, a chunk would block the event loop until its
  // end.
  await setImmediate();
  const lookups = await lookUp(tx.reader, access, viewer, lines);
  await setImmediate();
  const refuse = (line: LineValues, error: unknown) => {
    outcome.findings.push(findingOf(line.line, error));
    outcome.refused += 1;
  };
  const identified = lines.flatMap((line) => {
    try {
      return [identify(access, viewer, lookups, line, memory, outcome.added.occurrences)];
    } catch (error) {
      refuse(line, error);
      return [];
    }
  });
  await setImmediate();
  const known = await knownEntries(tx.reader, {
    keys: identified.map(({ key }) => key),
    references: identified.map(({ line }) => line.reference),
  });
  const candidates = identified.flatMap((candidate) => {
    const { doubt } = candidate.line;
    if (!doubt) return [candidate];
    const found = settled(doubt, itselfOf(known, candidate) ?? known.byKey.get(candidate.key));
    if (found) return [asSettled(candidate, found)];
    outcome.findings.push(...doubt.findings);
    outcome.refused += 1;
    return [];
  });
  const days = await daysOf(tx, candidates);
  await setImmediate();
  const ready: Ready[] = [];
  const replaced: string[] = [];
  for (const candidate of candidates) {
    const { key, content } = candidate;
    const { contents, minutes } = outcome.added;
    try {
      const earlier = contents.get(key) ?? memory.contents.get(key);
      const present = known.byKey.get(key);
      const itself = itselfOf(known, candidate);
      const same = earlier ? [earlier] : (standing(present) ?? standing(itself) ?? asItIs(itself, content));
      if (same) {
        assertSame(candidate, same);
        outcome.duplicate += 1;
        continue;
      }
      ready.push(entryOf(tx, run, lookups, candidate, days, memory, minutes));
      contents.set(key, content);
      if (present) replaced.push(present.id);
    } catch (error) {
      refuse(candidate.line, error);
    }
  }
  outcome.imported = ready.length;
  if (write && ready.length > 0) {
    for (const id of new Set(ready.map(({ allocationId }) => allocationId))) {
      await tx.hold(lookups.allocation(id));
    }
    await takeMinutesOfMany(tx, outcome.added.minutes, days);
    await giveUpKeys(tx, replaced);
    await tx.insertAll(TimeEntry, ready);
  }
  return outcome;
}

/** The entry whose id the line gives as its reference. */
function itselfOf({ byId }: KnownEntries, { line, user, project }: Candidate): Known | undefined {
  return byId.get(identityOf(user.id, project.id, line.reference));
}

function asSettled(candidate: Candidate, { date, minutes }: Pick<LineContent, 'date' | 'minutes'>): Candidate {
  const { line, content } = candidate;
  return { ...candidate, line: { ...line, date, minutes }, content: { ...content, date, minutes } };
}

/**
 * A known line must say what it said before, or what it was corrected to. Anything else is a change, and an import
 * changes nothing.
 */
function assertSame({ line, content }: Candidate, known: readonly (LineContent & { id?: string })[]): void {
  const differences = known.map((each) => differencesBetween(each, content));
  if (differences.some((each) => each.length === 0)) return;
  const what = known.at(-1)!.id ?? 'an earlier line of the file';
  const by = line.reference === '' ? 'everything except the differences' : `the reference ${quoted(line.reference)}`;
  throw refusal(
    'known-differently',
    `By ${by} this line is ${what}, but that says ${differences.at(-1)!.join(', ')}. Correct that entry, or give the line another reference.`,
    line.reference === '' ? 'note' : 'reference',
  );
}

/** The project and person of a line. Records outside the viewer's scope are reported as not found. */
function identify(
  access: Access,
  viewer: Viewer,
  lookups: Lookups,
  line: LineValues,
  memory: Memory,
  occurrences: Map<string, number>,
): Candidate {
  const [project, anotherProject] = lookups.projects(line.project);
  if (!project) throw refusal('not-found', `There is no project ${quoted(line.project)} that you may see.`, 'project');
  if (anotherProject) {
    throw refusal('ambiguous', `Several projects are called ${quoted(line.project)}: give the id.`, 'project');
  }
  const [user, anotherUser] = lookups.persons(project.id, line.person);
  if (!user) {
    const message = `There is no person ${quoted(line.person)}. Give an e-mail address, an id, or the name of one person allocated to the project.`;
    throw refusal('not-found', message, 'person');
  }
  if (anotherUser) {
    const message = `Several people allocated to the project are called ${quoted(line.person)}: give the e-mail address.`;
    throw refusal('ambiguous', message, 'person');
  }
  if (!access.allows(viewer, importedTimeActions.import, { user, project })) {
    throw refusal('forbidden', `You may not import the time of ${user.email} on this project.`, 'person');
  }
  const item = itemOf(lookups, project, line);
  const phase = phaseOf(lookups, project, user, line.phase);
  const { reference, date, minutes, billable, note } = line;
  const scopeItemOrigin = item && originOf(item);
  const found = { project, user, item, content: { scopeItemOrigin, phase, date, minutes, billable, note } };
  const identity = { userId: user.id, projectId: project.id, reference, phase, date, minutes, note };
  if (reference !== '') return { ...found, line, key: keyOfReference(identity) };
  if (scopeItemOrigin === null) throw noItem(line);
  const content = lineContentOf({ ...identity, scopeItemOrigin });
  const occurrence = (occurrences.get(content) ?? memory.occurrences.get(content) ?? 0) + 1;
  occurrences.set(content, occurrence);
  return { ...found, line, key: keyOfContent(content, occurrence) };
}

/**
 * A scope item by its id in any revision, or by its title; the signed statement of work takes precedence over others.
 */
function itemOf(lookups: Lookups, project: Project, { scopeItem }: LineValues): ScopeItem | null {
  const isExact = ({ title }: ScopeItem) => title === scopeItem;
  const found = lookups.scopeItems(project.id, scopeItem);
  const current = narrowed(
    found.filter((item) => lookups.signedSowOf(item) !== null && item.inScope),
    isExact,
  );
  if (current.length > 1) {
    throw refusal('ambiguous', `Several items in scope are called ${quoted(scopeItem)}: give the id.`, 'scopeItem');
  }
  return current[0] ?? narrowed(found, isExact)[0] ?? null;
}

function noItem({ scopeItem }: LineValues): RuleViolationError {
  return refusal('not-found', `The project has no scope item ${quoted(scopeItem)}.`, 'scopeItem');
}

/** The phase as the offerings of the person's allocations spell it, or as written if none of them has it. */
function phaseOf(lookups: Lookups, project: Project, user: User, text: string): string {
  const phases = lookups
    .allocations(project.id, user.id)
    .flatMap(({ offeringId }) => lookups.offering(offeringId).phases);
  return named(phases, text) ?? text;
}

function named(phases: readonly string[], text: string): string | null {
  if (phases.includes(text)) return text;
  const key = searchKey(text);
  return phases.find((phase) => searchKey(phase) === key) ?? null;
}

/** The entry that the line becomes; throws the rule that refuses it. */
function entryOf(
  tx: Transaction,
  run: TimeImport,
  lookups: Lookups,
  { line, project, user, item, content: { phase }, key }: Candidate,
  days: ReadonlyMap<string, PersonDay>,
  memory: Memory,
  minutes: Map<string, number>,
): Ready {
  if (line.minutes < 0) {
    throw refusal('reversal', 'A reversing entry cannot be imported: reverse the original entry instead.', 'minutes');
  }
  if (!item) throw noItem(line);
  assertInScope(item, lookups.signedSowOf(item), ['scopeItem']);
  const allocation = allocationOf(lookups, line, phase, project, user);
  assertInWork(tx.clock, project, allocation, line.date, ['date']);
  const { phases } = lookups.offering(allocation.offeringId);
  if (!phases.includes(phase)) {
    const message = `${quoted(phase)} is not a phase of the offering, which has ${phases.join(', ')}.`;
    throw refusal('phase-unknown', message, 'phase');
  }
  const day = dayKey(user.id, line.date);
  const added = (minutes.get(day) ?? 0) + line.minutes;
  if ((days.get(day)?.minutes ?? 0) + (memory.minutes.get(day) ?? 0) + added > minutesOfADay) {
    throw refusal(
      'day-full',
      `A day has 24 hours: these ${line.minutes} minutes would exceed them on ${line.date}.`,
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
    phase,
    workedOn: line.date,
    minutes: line.minutes,
    billable: line.billable,
    note: line.note,
    status: timeEntryLifecycle.next(timeEntryLifecycle.initial, timeEntryActions.submit, asRecorded),
    importId: run.id,
    importedById: run.startedById,
    importKey: key,
  };
}

/**
 * The allocation that the line names, or the one that fits; if several in different roles fit, the line must name one.
 */
function allocationOf(lookups: Lookups, line: LineValues, phase: string, project: Project, user: User): Allocation {
  const own = lookups.allocations(project.id, user.id);
  if (line.allocation !== '') {
    const given = own.find(({ id }) => id === line.allocation);
    if (given) return given;
    const message = `The person has no allocation ${quoted(line.allocation)} on this project.`;
    throw refusal('not-found', message, 'allocation');
  }
  if (own.length === 0) throw refusal('not-allocated', `${user.email} is not allocated to this project.`, 'person');
  const onDay = own.filter(({ startsOn, endsOn }) => startsOn <= line.date && line.date <= endsOn);
  const inPhase = onDay.filter(({ offeringId }) => lookups.offering(offeringId).phases.includes(phase));
  const fitting = [inPhase, onDay, own].find((some) => some.length > 0)!;
  if (new Set(fitting.map(({ role, offeringId }) => `${offeringId} ${role}`)).size > 1 && fitting === inPhase) {
    throw refusal(
      'ambiguous',
      'The person has several allocations to this project on that day: name one.',
      'allocation',
    );
  }
  return fitting[0]!;
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
  const code = error instanceof RuleViolationError ? error.rule : 'invalid';
  return { line, column: error.field[0] ?? null, code, message: error.message };
}
