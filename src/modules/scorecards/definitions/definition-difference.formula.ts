import { decimal } from '../../../shared/domain/decimal';
import type { ScorecardDefinition } from './definition.entity';

export enum ScorecardDefinitionArea {
  CRITERION = 'CRITERION',
  STANDING = 'STANDING',
  SETTING = 'SETTING',
}

/** One difference between two definitions, in words. */
export interface DefinitionChange {
  area: ScorecardDefinitionArea;
  /** The code of a criterion, the name of a standing, or the name of a setting. */
  subject: string;
  /** The content in the first definition, in words; null if it does not have the part. */
  from: string | null;
  to: string | null;
}

export type ComparedDefinition = Pick<ScorecardDefinition, 'name' | 'period' | 'criteria' | 'standings' | 'notes'>;

/** The content of each part, by its subject. */
type Sentences = ReadonlyMap<string, string>;

/** Everything that is added, removed or changed from one definition to the other. */
export function differenceOf(from: ComparedDefinition, to: ComparedDefinition): DefinitionChange[] {
  return [
    ...changes(ScorecardDefinitionArea.CRITERION, criteriaOf(from), criteriaOf(to)),
    ...changes(ScorecardDefinitionArea.STANDING, standingsOf(from), standingsOf(to)),
    ...changes(ScorecardDefinitionArea.SETTING, settingsOf(from), settingsOf(to)),
  ];
}

function changes(area: ScorecardDefinitionArea, from: Sentences, to: Sentences): DefinitionChange[] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((subject) => {
    const [before, after] = [from.get(subject) ?? null, to.get(subject) ?? null];
    return before === after ? [] : [{ area, subject, from: before, to: after }];
  });
}

const figure = (value: Parameters<typeof decimal>[0]) => decimal(value).toFixed();

function criteriaOf({ criteria }: ComparedDefinition): Sentences {
  return new Map(
    criteria.map(({ code, label, formula, maximum, weight }) => [
      code,
      `${label}: ${formula}, at most ${figure(maximum)}, weight ${figure(weight)} %`,
    ]),
  );
}

const effects = {
  NONE: (step: string) => `does not affect ${step}`,
  WARN: (step: string) => `warns on ${step}`,
  PREVENT: (step: string) => `prevents ${step}`,
};

function standingsOf({ standings }: ComparedDefinition): Sentences {
  return new Map(
    standings.map(({ name, from, staffing, dealRegistration }, index) => {
      const next = standings[index + 1];
      const band = next ? `from ${figure(from)} to below ${figure(next.from)}` : `from ${figure(from)} to 100`;
      return [name, `${band}; ${effects[staffing]('staffing')}, ${effects[dealRegistration]('deal registrations')}`];
    }),
  );
}

function settingsOf({ name, period, notes }: ComparedDefinition): Sentences {
  return new Map([
    ['name', name],
    ['period', `each ${period}`],
    ['notes', notes],
  ]);
}
