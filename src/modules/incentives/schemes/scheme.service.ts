import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { earliestDay, todayOf } from '../../../shared/domain/today';
import { schemeActions } from './scheme.actions';
import { IncentiveScheme } from './scheme.entity';
import * as facts from './scheme.facts';
import type { IncentiveSchemeDraftInput } from './scheme.inputs';
import { IncentiveSchemeStatus, schemeLifecycle } from './scheme.lifecycle';
import { knownRules } from './scheme.reader';
import { checkScheme, publicationFindings } from './scheme.rules';

export async function draft(tx: Transaction, input: IncentiveSchemeDraftInput): Promise<IncentiveScheme> {
  tx.assert(schemeActions.draft);
  checkScheme(input, await knownRules(tx.reader));
  return insertDraft(tx, contentOf(input));
}

/** A draft that starts as a copy of another scheme. */
export async function draftFrom(tx: Transaction, id: string): Promise<IncentiveScheme> {
  const from = await tx.require(IncentiveScheme, id, { field: ['fromId'] });
  tx.assert(schemeActions.draft);
  return insertDraft(tx, contentOf(from));
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: IncentiveSchemeDraftInput,
): Promise<IncentiveScheme> {
  const scheme = await tx.require(IncentiveScheme, id, { version });
  tx.assert(schemeActions.update, scheme);
  scheme.status = schemeLifecycle.next(scheme.status, schemeActions.update, { findings: [] });
  checkScheme(input, await knownRules(tx.reader));
  Object.assign(scheme, contentOf(input));
  await tx.save(scheme);
  tx.record(facts.schemeUpdated, scheme, {});
  return scheme;
}

/** Discards a draft, which is kept for the history. */
export async function discard(tx: Transaction, id: string, version: number): Promise<IncentiveScheme> {
  const scheme = await tx.require(IncentiveScheme, id, { version });
  tx.assert(schemeActions.discard, scheme);
  scheme.status = schemeLifecycle.next(scheme.status, schemeActions.discard, { findings: [] });
  await tx.save(scheme);
  tx.record(facts.schemeDiscarded, scheme, {});
  return scheme;
}

/** The part of a scheme that people write; the rest is set on publication. */
function contentOf({
  name,
  rules,
  appealDays,
  responseDays,
  payoutMinimums,
  sanctionLadder,
  notes,
}: IncentiveSchemeDraftInput) {
  return { name, rules, appealDays, responseDays, payoutMinimums, sanctionLadder, notes };
}

async function insertDraft(tx: Transaction, content: ReturnType<typeof contentOf>): Promise<IncentiveScheme> {
  const scheme = await tx.insert(IncentiveScheme, { ...content, status: schemeLifecycle.initial });
  tx.record(facts.schemeDrafted, scheme, {});
  return scheme;
}

export async function publish(
  tx: Transaction,
  id: string,
  version: number,
  effectiveOn: PlainDate,
): Promise<IncentiveScheme> {
  const scheme = await tx.require(IncentiveScheme, id, { version });
  tx.assert(schemeActions.publish, scheme);
  const findings = publicationFindings(scheme, await knownRules(tx.reader));
  const status = schemeLifecycle.next(scheme.status, schemeActions.publish, { findings });
  if (effectiveOn < earliestDay(tx.clock)) throw tooEarly(`Today is ${todayOf(tx)}.`);
  const [latest] = await tx.list(IncentiveScheme, { status: IncentiveSchemeStatus.PUBLISHED }, [
    { column: 'number', direction: 'DESC' },
  ]);
  if (latest && effectiveOn <= latest.effectiveOn!) {
    throw tooEarly(`${latest.name} is in force from ${latest.effectiveOn} on.`);
  }
  // The number is unique, so only one of two concurrent publications wins.
  const number = (latest?.number ?? 0) + 1;
  Object.assign(scheme, {
    status,
    number,
    effectiveOn,
    publishedAt: tx.clock.now(),
    publishedById: tx.viewer.userId,
  });
  await tx.save(scheme);
  tx.record(facts.schemePublished, scheme, { number, effectiveOn });
  return scheme;
}

function tooEarly(reason: string): RuleViolationError {
  return new RuleViolationError(
    'effective-too-early',
    `A scheme must come into force today or later, and after every other one. ${reason}`,
    [],
    ['effectiveOn'],
  );
}
