import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { earliestDay, todayOf } from '../../../shared/domain/today';
import { programmeActions } from './programme.actions';
import { Programme } from './programme.entity';
import * as facts from './programme.facts';
import type { ProgrammeDraftInput } from './programme.inputs';
import { programmeLifecycle, ProgrammeStatus } from './programme.lifecycle';
import { publishedMetrics } from './programme.reader';
import { checkProgramme, publicationFindings } from './programme.rules';

export async function draft(tx: Transaction, input: ProgrammeDraftInput): Promise<Programme> {
  tx.assert(programmeActions.draft);
  checkProgramme(input, tx.metrics, await publishedMetrics(tx.reader));
  return insertDraft(tx, rulesOf(input));
}

/** A draft that starts as a copy of another programme. */
export async function draftFrom(tx: Transaction, id: string): Promise<Programme> {
  const from = await tx.require(Programme, id, { field: ['fromId'] });
  tx.assert(programmeActions.draft);
  return insertDraft(tx, rulesOf(from));
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: ProgrammeDraftInput,
): Promise<Programme> {
  const programme = await tx.require(Programme, id, { version });
  tx.assert(programmeActions.update, programme);
  programme.status = programmeLifecycle.next(programme.status, programmeActions.update, { findings: [] });
  checkProgramme(input, tx.metrics, await publishedMetrics(tx.reader));
  Object.assign(programme, rulesOf(input));
  await tx.save(programme);
  tx.record(facts.programmeUpdated, programme, {});
  return programme;
}

/** Discards a draft, which is kept for the history. */
export async function discard(tx: Transaction, id: string, version: number): Promise<Programme> {
  const programme = await tx.require(Programme, id, { version });
  tx.assert(programmeActions.discard, programme);
  programme.status = programmeLifecycle.next(programme.status, programmeActions.discard, { findings: [] });
  await tx.save(programme);
  tx.record(facts.programmeDiscarded, programme, {});
  return programme;
}

/** The part of a programme that people write; the rest is set on publication. */
function rulesOf({
  name,
  checklist,
  reportedMetrics,
  gates,
  tiers,
  points,
  graceDays,
  reviewEveryMonths,
  notes,
}: ProgrammeDraftInput) {
  const optional = { points: points ?? null, reviewEveryMonths: reviewEveryMonths ?? null };
  return { name, checklist, declaredMetrics: reportedMetrics, gates, tiers, graceDays, notes, ...optional };
}

async function insertDraft(tx: Transaction, rules: ReturnType<typeof rulesOf>): Promise<Programme> {
  const programme = await tx.insert(Programme, {
    ...rules,
    status: programmeLifecycle.initial,
  });
  tx.record(facts.programmeDrafted, programme, {});
  return programme;
}

export async function publish(
  tx: Transaction,
  id: string,
  version: number,
  effectiveOn: PlainDate,
): Promise<Programme> {
  const programme = await tx.require(Programme, id, { version });
  tx.assert(programmeActions.publish, programme);
  const findings = publicationFindings(programme, tx.metrics, await publishedMetrics(tx.reader));
  const status = programmeLifecycle.next(programme.status, programmeActions.publish, { findings });
  if (effectiveOn < earliestDay(tx.clock)) throw tooEarly(`Today is ${todayOf(tx)}.`);
  const [latest] = await tx.list(Programme, { status: ProgrammeStatus.PUBLISHED }, [
    { column: 'number', direction: 'DESC' },
  ]);
  if (latest && effectiveOn <= latest.effectiveOn!) {
    throw tooEarly(`${latest.name} is in force from ${latest.effectiveOn} on.`);
  }
  // The number is unique, so only one of two concurrent publications wins.
  const number = (latest?.number ?? 0) + 1;
  Object.assign(programme, {
    status,
    number,
    effectiveOn,
    publishedAt: tx.clock.now(),
    publishedById: tx.viewer.userId,
  });
  await tx.save(programme);
  tx.record(facts.programmePublished, programme, { number, effectiveOn });
  return programme;
}

function tooEarly(reason: string): RuleViolationError {
  return new RuleViolationError(
    'effective-too-early',
    `A programme must come into force today or later, and after every other one. ${reason}`,
    [],
    ['effectiveOn'],
  );
}
