import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { scorecardDefinitionActions as steps } from './definition.actions';
import { ScorecardDefinition } from './definition.entity';
import * as facts from './definition.facts';
import type { ScorecardDefinitionDraftInput } from './definition.inputs';
import { scorecardDefinitionLifecycle as lifecycle, ScorecardDefinitionStatus } from './definition.lifecycle';
import { checkDefinition, publicationFindings } from './definition.rules';
import { periodOf } from './period.formula';

export async function draft(tx: Transaction, input: ScorecardDefinitionDraftInput): Promise<ScorecardDefinition> {
  tx.assert(steps.draft);
  checkDefinition(input, tx.metrics);
  return insertDraft(tx, rulesOf(input));
}

/** A draft that starts as a copy of another definition. */
export async function draftFrom(tx: Transaction, id: string): Promise<ScorecardDefinition> {
  const from = await tx.require(ScorecardDefinition, id, { field: ['fromId'] });
  tx.assert(steps.draft);
  return insertDraft(tx, rulesOf(from));
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: ScorecardDefinitionDraftInput,
): Promise<ScorecardDefinition> {
  const definition = await tx.require(ScorecardDefinition, id, { version });
  tx.assert(steps.update, definition);
  definition.status = lifecycle.next(definition.status, steps.update, { findings: [] });
  checkDefinition(input, tx.metrics);
  await tx.save(Object.assign(definition, rulesOf(input)));
  tx.record(facts.scorecardDefinitionUpdated, definition, {});
  return definition;
}

/** Discards a draft, which is kept for the history. */
export async function discard(tx: Transaction, id: string, version: number): Promise<ScorecardDefinition> {
  const definition = await tx.require(ScorecardDefinition, id, { version });
  tx.assert(steps.discard, definition);
  definition.status = lifecycle.next(definition.status, steps.discard, { findings: [] });
  await tx.save(definition);
  tx.record(facts.scorecardDefinitionDiscarded, definition, {});
  return definition;
}

export async function publish(
  tx: Transaction,
  id: string,
  version: number,
  effectiveOn: PlainDate,
): Promise<ScorecardDefinition> {
  const definition = await tx.require(ScorecardDefinition, id, { version });
  tx.assert(steps.publish, definition);
  const findings = publicationFindings(definition, tx.metrics);
  const status = lifecycle.next(definition.status, steps.publish, { findings });
  const [latest = null] = await tx.list(ScorecardDefinition, { status: ScorecardDefinitionStatus.PUBLISHED }, [
    { column: 'number', direction: 'DESC' },
  ]);
  checkDay(tx, definition, latest, effectiveOn);
  // The number is unique, so only one of two concurrent publications wins.
  const number = (latest?.number ?? 0) + 1;
  const publishing = { status, number, effectiveOn, publishedAt: tx.clock.now(), publishedById: tx.viewer.userId };
  await tx.save(Object.assign(definition, publishing));
  tx.record(facts.scorecardDefinitionPublished, definition, { number, effectiveOn });
  return definition;
}

/** Rules change only between periods, and never for a period that has begun. */
function checkDay(
  tx: Transaction,
  definition: ScorecardDefinition,
  latest: ScorecardDefinition | null,
  effectiveOn: PlainDate,
): void {
  const refuse = (rule: string, message: string) => new RuleViolationError(rule, message, [], ['effectiveOn']);
  const today = tx.clock.today();
  if (effectiveOn <= today) {
    throw refuse('effective-too-early', `Pick a day after today, ${today}: a period that has begun keeps its rules.`);
  }
  if (latest && effectiveOn <= latest.effectiveOn!) {
    throw refuse(
      'effective-too-early',
      `Pick a day after ${latest.effectiveOn}, when ${latest.name} comes into force.`,
    );
  }
  for (const { period, name } of latest ? [definition, latest] : [definition]) {
    const { startsOn } = periodOf(period, effectiveOn);
    if (startsOn === effectiveOn) continue;
    throw refuse(
      'effective-mid-period',
      `${effectiveOn} is not the first day of a ${period} of ${name}. Pick the first day of a period.`,
    );
  }
}

/** The part of a definition that people write; the rest is set on publication. */
function rulesOf({ name, period, criteria, standings, notes }: ScorecardDefinitionDraftInput) {
  return { name, period, criteria, standings, notes };
}

async function insertDraft(tx: Transaction, rules: ReturnType<typeof rulesOf>): Promise<ScorecardDefinition> {
  const definition = await tx.insert(ScorecardDefinition, { ...rules, status: lifecycle.initial });
  tx.record(facts.scorecardDefinitionDrafted, definition, {});
  return definition;
}
