import { evaluateCriteria } from '../gates/gate.formula';
import { type Bench, type JudgedGate, labelOf, waiversOf } from '../gates/gate.reader';
import { qualificationSubject } from '../programmes/metric-subjects';
import type { Programme, ProgrammeGates } from '../programmes/programme.entity';
import { programmeInForce } from '../programmes/programme.reader';
import { withDeclared } from '../programmes/reported-metric';
import type { Qualification } from './qualification.entity';
import { isDelivering, QualificationStage } from './qualification.lifecycle';

export type GateName = keyof ProgrammeGates;

const targets: Record<GateName, QualificationStage> = {
  toAssessment: QualificationStage.ASSESSMENT,
  toAssisted: QualificationStage.ASSISTED,
  toIndependent: QualificationStage.INDEPENDENT,
};

const nextGates: Partial<Record<QualificationStage, GateName>> = {
  [QualificationStage.TRAINING]: 'toAssessment',
  [QualificationStage.ASSESSMENT]: 'toAssisted',
  [QualificationStage.ASSISTED]: 'toIndependent',
  // Recovery leads through the gate that is no longer met.
  [QualificationStage.LAPSED]: 'toAssisted',
};

/** The gate in front of a qualification; null if it has no gate, or no programme is in force. */
export async function judgeNextGate(bench: Bench, qualification: Qualification): Promise<JudgedGate | null> {
  const name = nextGates[qualification.stage];
  if (!name) return null;
  const programme = await programmeInForce(bench.reader, bench.on);
  return programme && judgeGate(bench, programme, qualification, name);
}

/** The gate that must stay met while a partner delivers. */
export async function judgeStanding(bench: Bench, qualification: Qualification): Promise<JudgedGate | null> {
  const programme = await programmeInForce(bench.reader, bench.on);
  return programme && judgeGate(bench, programme, qualification, 'toAssisted');
}

/** The gates that apply to a qualification at its stage: the next one, and the one that must stay met. */
export function gatesThatMatter(stage: QualificationStage): GateName[] {
  const next = nextGates[stage];
  return [...(isDelivering(stage) ? (['toAssisted'] as const) : []), ...(next ? [next] : [])];
}

/** A gate under the rules of a programme, in force or not. */
export async function judgeGate(
  { reader, metrics: registered, on, timeZone }: Bench,
  programme: Programme,
  qualification: Qualification,
  name: GateName,
): Promise<JudgedGate> {
  const metrics = withDeclared(registered, programme.reportedMetrics);
  const rules = programme.gates[name].map((rule) => ({ ...rule, label: labelOf(metrics, rule.metric) }));
  const { partnerId, offeringId } = qualification;
  const names = rules.map(({ metric }) => metric);
  const [values, waivers] = await Promise.all([
    metrics.measure(reader, qualificationSubject, names, { partnerId, offeringId }, { on, timeZone }),
    waiversOf(reader, qualification.id, name),
  ]);
  return { name, target: targets[name], programme, criteria: evaluateCriteria(rules, values, waivers) };
}
