import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import type { Decimal } from '../../../shared/domain/decimal';
import type { SubjectKind } from '../../../shared/domain/metric';
import type { Partner } from '../firms/partner.entity';
import type { Bench } from '../gates/gate.reader';
import { partnerSubject, type PartnerSubject, qualificationSubject } from '../programmes/metric-subjects';
import type { GateRule, Programme } from '../programmes/programme.entity';
import { withDeclared } from '../programmes/reported-metric';
import { QualificationStage } from '../qualifications/qualification.lifecycle';
import { type GateName, gatesThatMatter } from '../qualifications/qualification-gates.reader';
import {
  decidesDifferently,
  gateChanges,
  givesOrTakes,
  metricsOf,
  type RuleChange,
  type TierChanges,
  tierChanges,
} from './rule-changes.formula';

/** What differs between two programmes, as far as it decides on gates and tiers. */
export interface Changes {
  /** The gates that differ, with the criteria that do; null if no programme was in force, so that every gate may open. */
  gates: ReadonlyMap<GateName, RuleChange[] | null>;
  tiers: TierChanges;
  /** Everything that either programme can measure. */
  metrics: Bench['metrics'];
}

const gateNames: readonly GateName[] = ['toAssessment', 'toAssisted', 'toIndependent'];

export function changesBetween({ metrics: registered }: Bench, inForce: Programme | null, draft: Programme): Changes {
  const metrics = withDeclared(registered, [...(inForce?.reportedMetrics ?? []), ...draft.reportedMetrics]);
  if (!inForce) return { gates: new Map(gateNames.map((name) => [name, null])), tiers: 'ALL', metrics };
  const knows = <Subject extends object>(programme: Programme, kind: SubjectKind<Subject>) => {
    const known = withDeclared(registered, programme.reportedMetrics);
    return (metric: string) => known.on(kind, metric) !== undefined;
  };
  const rulesOf = (programme: Programme, name: GateName) => {
    const known = knows(programme, qualificationSubject);
    return programme.gates[name].map((rule: GateRule) => ({ ...rule, known: known(rule.metric) }));
  };
  const gates = gateNames
    .map((name) => [name, gateChanges(rulesOf(inForce, name), rulesOf(draft, name))] as const)
    .filter(([, changes]) => changes.length > 0);
  const known = { before: knows(inForce, partnerSubject), after: knows(draft, partnerSubject) };
  return { gates: new Map(gates), tiers: tierChanges(inForce, draft, known), metrics };
}

export function isNone({ gates, tiers }: Changes): boolean {
  return gates.size === 0 && tiers === 'NOTHING';
}

/** The partners on which a change may have an effect, by the values of the criteria that differ alone; in their order. */
export async function suspectsAmong(
  bench: Bench,
  changes: Changes,
  partnerIds: readonly Partner['id'][],
): Promise<Partner['id'][]> {
  if (changes.tiers === 'ALL' || partnerIds.length === 0) return [...partnerIds];
  const [byTier, byGate] = await Promise.all([
    suspectsByTier(bench, changes, partnerIds),
    suspectsByGate(bench, changes, partnerIds),
  ]);
  return partnerIds.filter((id) => byTier.has(id) || byGate.has(id));
}

async function suspectsByTier(
  bench: Bench,
  { tiers, metrics }: Changes,
  partnerIds: readonly Partner['id'][],
): Promise<Set<string>> {
  if (!Array.isArray(tiers)) return new Set();
  const subjects = partnerIds.map((partnerId) => ({ partnerId }));
  const values = await valuesOf({ ...bench, metrics }, partnerSubject, metricsOf(tiers.flat()), subjects);
  return new Set(partnerIds.filter((_, index) => tiers.some((tier) => givesOrTakes(tier, values(index)))));
}

interface Held extends Required<PartnerSubject>, Record<string, unknown> {
  stage: QualificationStage;
}

async function suspectsByGate(
  bench: Bench,
  { gates, metrics }: Changes,
  partnerIds: readonly Partner['id'][],
): Promise<Set<string>> {
  const stages = Object.values(QualificationStage).filter((stage) =>
    gatesThatMatter(stage).some((name) => gates.has(name)),
  );
  if (stages.length === 0) return new Set();
  const held = await qualificationsAt(bench.reader, partnerIds, stages);
  const names = metricsOf([...gates.values()].flatMap((changes) => changes ?? []));
  const subjects = held.map(({ partnerId, offeringId }) => ({ partnerId, offeringId }));
  const values = await valuesOf({ ...bench, metrics }, qualificationSubject, names, subjects);
  const isSuspect = ({ stage }: Held, index: number) =>
    gatesThatMatter(stage).some((name) => {
      const changes = gates.get(name);
      return changes === null || (changes !== undefined && decidesDifferently(changes, values(index)));
    });
  return new Set(held.filter(isSuspect).map(({ partnerId }) => partnerId));
}

function qualificationsAt(
  reader: Reader,
  partnerIds: readonly Partner['id'][],
  stages: readonly QualificationStage[],
): Promise<Held[]> {
  return reader.rows<Held>(
    sql`SELECT t.partnerId, t.offeringId, t.stage FROM qualification AS t
        WHERE t.partnerId IN (${padded(partnerIds)}) AND t.stage IN (${[...stages]})`,
  );
}

/** The values of metrics on subjects, by the position of the subject; a metric that does not apply is not known. */
async function valuesOf<Subject extends object>(
  { reader, metrics, on, timeZone }: Bench,
  kind: SubjectKind<Subject>,
  names: readonly string[],
  subjects: readonly Subject[],
): Promise<(index: number) => (metric: string) => Decimal | null> {
  const measured = await Promise.all(
    names.map(async (name) => {
      const values = await metrics.on(kind, name)?.measureAll(reader, subjects, { on, timeZone });
      return [name, values] as const;
    }),
  );
  const byName = new Map(measured);
  return (index) => (metric) => byName.get(metric)?.[index]?.value ?? null;
}
