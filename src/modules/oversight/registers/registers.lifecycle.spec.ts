import type { AnyAction } from '../../../shared/domain/action';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import type { Lifecycle } from '../../../shared/domain/lifecycle';
import { incidentLifecycle, IncidentStatus } from './incident.lifecycle';
import { requirementLifecycle, RequirementStatus } from './requirement.lifecycle';
import { riskLifecycle, RiskStatus } from './risk.lifecycle';

/** Every status × every action: the resulting status, or null if the action is not allowed. */
type Table = Record<string, Record<string, string | null>>;

const risk: Table = {
  [RiskStatus.OPEN]: { update: RiskStatus.OPEN, close: RiskStatus.CLOSED },
  [RiskStatus.CLOSED]: { update: null, close: null },
};

const requirement: Table = {
  [RequirementStatus.OPEN]: { update: RequirementStatus.OPEN, decide: RequirementStatus.DECIDED },
  [RequirementStatus.DECIDED]: { update: null, decide: null },
};

const incident: Table = {
  [IncidentStatus.OPEN]: {
    update: IncidentStatus.OPEN,
    respond: IncidentStatus.RESPONDED,
    resolve: IncidentStatus.RESOLVED,
  },
  [IncidentStatus.RESPONDED]: { update: IncidentStatus.RESPONDED, respond: null, resolve: IncidentStatus.RESOLVED },
  [IncidentStatus.RESOLVED]: { update: null, respond: null, resolve: null },
};

describe.each<[Lifecycle<string, AnyAction>, Table]>([
  [riskLifecycle, risk],
  [requirementLifecycle, requirement],
  [incidentLifecycle, incident],
])('the lifecycle of an entry of a register', (lifecycle, table) => {
  it(`of a ${lifecycle.name} has all statuses and actions in the table`, () => {
    expect(new Set(lifecycle.states)).toEqual(new Set(Object.keys(table)));
    const known = lifecycle.actions.map(({ step }) => step);
    for (const steps of Object.values(table)) expect(new Set(known)).toEqual(new Set(Object.keys(steps)));
  });

  const all = Object.entries(table).flatMap(([state, steps]) =>
    Object.entries(steps).map(([action, to]) => [state, action, to] as const),
  );
  it.each(all)(`of a ${lifecycle.name}: %s, %s: %s`, (state, step, to) => {
    const action = lifecycle.actions.find((each) => each.step === step)!;
    if (to === null) expect(() => lifecycle.next(state, action)).toThrow(IllegalTransitionError);
    else expect(lifecycle.next(state, action)).toBe(to);
  });
});
