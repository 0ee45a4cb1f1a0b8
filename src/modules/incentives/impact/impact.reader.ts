import { Connection, decodeCursor, pageSize } from '../../../shared/database/page';
import { requireRange } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Context } from '../../../shared/graphql/context';
import { IncentiveScheme } from '../schemes/scheme.entity';
import { carryOut, factsOf, prepareRun, rulesToTry } from './impact-run.reader';
import { maxDirectFacts, maxMonths, type SchemeImpact, type SchemeImpactArgs } from './impact.types';

const order = [{ column: 'id', direction: 'ASC' as const }];

/** Compares the schemes for this one answer. */
export async function impactOf(
  { reader, clock, database }: Pick<Context, 'reader' | 'clock' | 'database'>,
  args: SchemeImpactArgs,
): Promise<Connection<SchemeImpact>> {
  const { draftId, from, to, stress, onlyDifferent } = args;
  requireRange(from, to, maxMonths);
  const scheme = await reader.require(IncentiveScheme, draftId, ['draftId']);
  const surroundings = { reader: reader.unnarrowed, clock, database };
  const rules = await rulesToTry(surroundings.reader, scheme, stress ?? null);
  const prepared = await prepareRun(surroundings, rules, from, to);
  if ((await factsOf(surroundings, prepared, maxDirectFacts)) > maxDirectFacts) throw tooMany();
  const { byId } = await carryOut(surroundings, prepared);
  const listed = [...byId.values()]
    .filter(({ inForce, tried }) => !(onlyDifferent && inForce.eq(tried)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return pageOf(listed, args);
}

function tooMany(): RuleViolationError {
  return new RuleViolationError(
    'too-many-facts',
    `More than ${maxDirectFacts} facts would be counted, with those before the first day on which tiers and caps depend. Start a trial with incentiveTrialStart, or pick a shorter period.`,
    [],
    ['to'],
  );
}

function pageOf(rows: readonly SchemeImpact[], request: SchemeImpactArgs): Connection<SchemeImpact> {
  const after = request.after ? String(decodeCursor(request.after, order)[0]) : null;
  const rest = after === null ? rows : rows.filter(({ id }) => id > after);
  const page = rest.slice(0, pageSize(request) + 1);
  return new Connection(
    page,
    request,
    order,
    ({ id }) => id,
    () => Promise.resolve(rows.length),
  );
}
