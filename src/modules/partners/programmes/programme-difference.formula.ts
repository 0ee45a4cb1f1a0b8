import { type Decimal, decimal } from '../../../shared/domain/decimal';

type Figure = Decimal | string;

export enum ProgrammeArea {
  CHECKLIST = 'CHECKLIST',
  METRIC = 'METRIC',
  GATE = 'GATE',
  TIER = 'TIER',
  POINTS = 'POINTS',
  SETTING = 'SETTING',
}

export enum ProgrammeChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}

/** One difference between two programmes, in words. */
export interface ProgrammeChange {
  area: ProgrammeArea;
  kind: ProgrammeChangeKind;
  /** The part that differs, for example `toAssisted.certified` or `Gold`. */
  subject: string;
  /** The content in the first programme, in words; null if it does not have the part. */
  from: string | null;
  to: string | null;
}

/** The parts of a programme that are compared. */
export interface ComparedProgramme {
  checklist: readonly {
    code: string;
    title: string;
    kind: string;
    required: boolean;
    ownedBy: string;
    dueDays: number;
  }[];
  reportedMetrics: readonly { name: string; unit: string; description: string }[];
  gates: object;
  tiers: readonly {
    name: string;
    criteria: readonly { metric: string; minimum: Figure }[];
    minimumPoints?: Figure | null;
  }[];
  points: {
    perMetric: readonly { metric: string; maximumPoints: Figure; fullAt: Figure }[];
    everyMetricAboveZero: boolean;
  } | null;
  graceDays: number;
  reviewEveryMonths: number | null;
}

type Rule = { code: string; metric: string; minimum?: Figure | null; maximum?: Figure | null };
/** The content of each part, by its subject. */
type Sentences = ReadonlyMap<string, string>;

const figure = (value: Figure) => decimal(value).toFixed();

/** Everything that is added, removed or changed from one programme to the other, in the order of a programme. */
export function differenceOf(from: ComparedProgramme, to: ComparedProgramme): ProgrammeChange[] {
  return [
    ...changes(ProgrammeArea.CHECKLIST, checklistOf(from), checklistOf(to)),
    ...changes(ProgrammeArea.METRIC, metricsOf(from), metricsOf(to)),
    ...changes(ProgrammeArea.GATE, gatesOf(from), gatesOf(to)),
    ...changes(ProgrammeArea.TIER, tiersOf(from), tiersOf(to)),
    ...changes(ProgrammeArea.POINTS, pointsOf(from), pointsOf(to)),
    ...changes(ProgrammeArea.SETTING, settingsOf(from), settingsOf(to)),
  ];
}

function changes(area: ProgrammeArea, from: Sentences, to: Sentences): ProgrammeChange[] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((subject) => {
    const [before, after] = [from.get(subject) ?? null, to.get(subject) ?? null];
    if (before === after) return [];
    const kind =
      before === null
        ? ProgrammeChangeKind.ADDED
        : after === null
          ? ProgrammeChangeKind.REMOVED
          : ProgrammeChangeKind.CHANGED;
    return [{ area, kind, subject, from: before, to: after }];
  });
}

function checklistOf({ checklist }: ComparedProgramme): Sentences {
  return new Map(
    checklist.map(({ code, title, kind, required, ownedBy, dueDays }, index) => [
      code,
      `Item ${index + 1}: ${title} (${kind}, ${required ? 'required' : 'not required'}, for ${ownedBy} within ${dueDays} days)`,
    ]),
  );
}

function metricsOf({ reportedMetrics }: ComparedProgramme): Sentences {
  return new Map(reportedMetrics.map(({ name, unit, description }) => [name, `${description} (reported, ${unit})`]));
}

function gatesOf({ gates }: ComparedProgramme): Sentences {
  return new Map(
    Object.entries(gates).flatMap(([gate, rules]) =>
      (rules as Rule[]).map(({ code, metric, minimum, maximum }): [string, string] => [
        `${gate}.${code}`,
        minimum != null ? `${metric} at least ${figure(minimum)}` : `${metric} at most ${figure(maximum!)}`,
      ]),
    ),
  );
}

function tiersOf({ tiers }: ComparedProgramme): Sentences {
  return new Map(
    tiers.flatMap(({ name, criteria, minimumPoints }, index): [string, string][] => [
      [name, `Tier ${index + 1} of ${tiers.length}`],
      ...criteria.map(({ metric, minimum }): [string, string] => [
        `${name}.${metric}`,
        `${metric} at least ${figure(minimum)}`,
      ]),
      ...(minimumPoints == null
        ? []
        : [[`${name}.points`, `at least ${figure(minimumPoints)} points`] as [string, string]]),
    ]),
  );
}

function pointsOf({ points }: ComparedProgramme): Sentences {
  if (!points) return new Map();
  return new Map([
    ...points.perMetric.map(({ metric, maximumPoints, fullAt }): [string, string] => [
      metric,
      `up to ${figure(maximumPoints)} points, all of them at ${figure(fullAt)}`,
    ]),
    [
      'everyMetricAboveZero',
      points.everyMetricAboveZero ? 'every metric must earn points' : 'a metric may earn nothing',
    ],
  ]);
}

function settingsOf({ graceDays, reviewEveryMonths }: ComparedProgramme): Sentences {
  return new Map([
    ['graceDays', `${graceDays} days of grace`],
    [
      'reviewEveryMonths',
      reviewEveryMonths === null
        ? 'tiers are reviewed when a person opens a review'
        : `tiers are reviewed every ${reviewEveryMonths} months`,
    ],
  ]);
}
