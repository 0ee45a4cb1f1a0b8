import type { Kind } from './fleet';
import { descriptions } from './fleet';
import { counts, type Result, tolerance } from './measure';
import type { MixedResult } from './mixed';
import type { Engine } from './store';

export interface Measured {
  workload: string;
  title: string;
  engine: Engine;
  size: string;
  results: Result[];
}

/** The minimum and the aim, as ratios to other servers. */
const targets: Partial<Record<string, { least: Partial<Record<Kind, number>>; aim?: number }>> = {
  W1: { least: { L: 0.6, M: 1, N: 6 }, aim: 0.8 },
  W2: { least: { L: 0.45, N: 2 }, aim: 0.6 },
  W3: { least: { L: 0.6, M: 1 }, aim: 0.8 },
  W4: { least: { L: 0.7 }, aim: 0.85 },
  W5: { least: { L: 0.95 } },
  'W5 roll-up': { least: { L: 20 } },
};
const embeddedAim = 0.85;

export function reportOn(measured: Measured): string {
  const { workload, title, engine, size, results } = measured;
  const limit = results.find(({ kind }) => kind === 'L')!;
  const rows = results.map((result) => {
    const { perSecond, ratio } = result;
    return [
      result.kind,
      `${figure(perSecond.median)} (${figure(perSecond.lower)}–${figure(perSecond.upper)})`,
      `${ratio.median.toFixed(2)} (${ratio.lower.toFixed(2)}–${ratio.upper.toFixed(2)})`,
      figure(result.p50Milliseconds.median),
      result.cpuMilliseconds.toFixed(3),
      (limit.cpuMilliseconds / result.cpuMilliseconds).toFixed(2),
      ...(engine === 'sqlite' ? [] : [result.databaseCpuMilliseconds.toFixed(3), result.statements.toFixed(1)]),
    ];
  });
  const ofDatabase = engine === 'sqlite' ? [] : ['database CPU ms', 'statements'];
  const heads = ['server', 'requests/s', 'of L', 'p50 ms', 'CPU ms/request', 'CPU of L ÷ its', ...ofDatabase];
  return [
    `${workload}  ${title}  (${engine}, ${size})`,
    table(heads, rows),
    ...verdicts(measured),
    ...(counts(results) ? [] : [`  does not count: the two instances of L differ by more than ${tolerance}`]),
    '',
  ].join('\n');
}

function verdicts({ workload, engine, results }: Measured): string[] {
  const target = targets[workload];
  const ours = results.find(({ kind }) => kind === 'ours');
  if (!target || !ours) return [];
  const reached = Object.entries(target.least).flatMap(([kind, least]) => {
    const other = results.find((result) => result.kind === kind);
    if (!other) return [];
    const ratio = ours.ratio.median / other.ratio.median;
    return [`${ratio.toFixed(2)} ${kind} (at least ${least}: ${ratio >= least ? 'reached' : 'missed'})`];
  });
  const aim = engine === 'sqlite' && workload === 'W1' ? embeddedAim : target.aim;
  return [`  ours: ${reached.join(', ')}${aim ? `; aim ${aim} L` : ''}`];
}

/** The time of a page far down the list relative to the first page. */
export function reportOnDepth(first: Result[], deep: Result[]): string {
  const rows = deep.map(({ kind, p50Milliseconds }) => {
    const top = first.find((result) => result.kind === kind)!.p50Milliseconds.median;
    return `${kind} ${(p50Milliseconds.median / top).toFixed(2)}`;
  });
  return `  p50 of the deep page ÷ of page 1: ${rows.join(', ')} (ours at most 1.2)\n`;
}

export function reportOnMix({ peak, goodput, turnedAway, kinds }: MixedResult): string {
  const rows = kinds.map(({ kind, share, aloneP99, p99, overloadedP99 }) => [
    kind,
    `${Math.round(share * 100)} %`,
    figure(aloneP99),
    figure(p99),
    (p99 / aloneP99).toFixed(2),
    figure(overloadedP99),
  ]);
  return [
    'W6  mixed load, ours alone  (mariadb)',
    `  peak ${figure(peak)} good answers/s`,
    table(['kind', 'share', 'p99 ms alone', 'p99 ms at 60 %', 'ratio (≤ 2)', 'p99 ms at 200 %'], rows),
    `  at twice the peak: goodput ${goodput.toFixed(2)} of the peak (at least 0.8), ${Math.round(turnedAway * 100)} % turned away with 503`,
    '',
  ].join('\n');
}

export function legend(kinds: readonly Kind[]): string {
  return kinds.map((kind) => `  ${kind.padEnd(8)} ${descriptions[kind]}`).join('\n');
}

export function table(heads: readonly string[], rows: readonly string[][]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`;
  return [line(heads), ...rows.map(line)].join('\n');
}

/** Three significant digits. */
function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
