import { Lookup } from '../../../shared/access/lookups';
import type { Reader } from '../../../shared/database/reader';
import { unprintable } from '../papers/typesetting';
import { isOpen, Project } from '../../projects';
import {
  checkClarity,
  type Clarity,
  type ClarityFinding,
  ClaritySeverity,
  type HoursBaseline,
  printFindings,
} from './clarity.formula';
import type { Content } from './content.formula';
import { sowContentOf } from './content.reader';
import type { PaperNames } from './paper-names';
import { namesOnPaper } from './paper-names.reader';
import type { StatementOfWork } from './sow.entity';
import { type SowConditions, SowStatus } from './sow.lifecycle';

/** The usual hours of an offering by phase and role; the module that keeps the history of projects provides them. */
export const usualHours = new Lookup<string, readonly HoursBaseline[]>('the usual hours of an offering');

export async function clarityOf(
  reader: Reader,
  sow: StatementOfWork,
  { fromReviewOn } = { fromReviewOn: sow.status !== SowStatus.DRAFT },
): Promise<Clarity> {
  const content = await sowContentOf(reader, sow);
  // A signed statement of work keeps the names on its paper; before that, they are read as they are today.
  const names = sow.signedNames ? null : namesOf(reader, sow, content);
  return clarityOfContent(reader, content, { fromReviewOn, printed: content, names });
}

/**
 * The same for a content that is not stored as a statement of work. `printed` is the text on its paper, and `names` the
 * names on it, by path and without those already on a signed paper; `further` findings come last. Everything is
 * requested in the same tick: if only some contents waited for names, the rest would be read in more statements.
 */
export async function clarityOfContent(
  reader: Reader,
  content: Content,
  {
    fromReviewOn,
    printed,
    names,
    signed,
    further,
  }: {
    fromReviewOn: boolean;
    printed: object;
    names: Promise<PaperNames> | null;
    signed?: object;
    further?: Promise<readonly ClarityFinding[]>;
  },
): Promise<Clarity> {
  const [baseline, found, last] = await Promise.all([hoursBaseline(reader, content.scopeItems), names, further]);
  const onPaper = printFindings({ ...printed, names: found }, unprintable, signed);
  return checkClarity(content, baseline, { fromReviewOn, onPaper, further: last });
}

/** The names on the paper of a project; the vendor's signatory is checked at the signature. */
export async function namesOf(
  reader: Reader,
  { projectId }: Pick<StatementOfWork, 'projectId'>,
  ...contents: Content[]
): Promise<PaperNames> {
  return namesOnPaper(reader, await reader.unnarrowed.require(Project, projectId), '', ...contents);
}

/** The errors in words, as guards need them. */
export function errorsOf({ findings }: Clarity): string[] {
  return findings
    .filter(({ severity }) => severity === ClaritySeverity.ERROR)
    .map(({ code, path, advice }) => `${code} at ${path.join('.')}: ${advice}`);
}

/**
 * The usual hours of the offerings in the scope, each offering once even if several items come from it: from closed
 * projects, or as planned if there are too few of these. Those of several offerings are added up.
 */
async function hoursBaseline(
  reader: Reader,
  items: readonly { inScope: boolean; offeringId?: string | null }[],
): Promise<HoursBaseline[]> {
  const ids = new Set(items.filter(({ inScope }) => inScope).flatMap(({ offeringId }) => offeringId ?? []));
  const baselines = await Promise.all([...ids].map((id) => reader.lookUp(usualHours, id)));
  const cells = new Map<string, HoursBaseline>();
  for (const { phase, role, p50, p80 } of baselines.flat(2)) {
    const key = JSON.stringify([phase, role]);
    const known = cells.get(key);
    cells.set(key, { phase, role, p50: p50.plus(known?.p50 ?? 0), p80: p80.plus(known?.p80 ?? 0) });
  }
  return [...cells.values()];
}

/** The conditions of the steps; clarity is read only for the step to the review. */
export async function gatherSowConditions(
  reader: Reader,
  sow: StatementOfWork,
  project: Project,
  clarity: 'WITH_CLARITY' | 'WITHOUT_CLARITY',
): Promise<SowConditions> {
  const projectEnded = !isOpen(project.status);
  if (clarity === 'WITHOUT_CLARITY') return { projectEnded, clarityErrors: [] };
  return { projectEnded, clarityErrors: errorsOf(await clarityOf(reader, sow, { fromReviewOn: true })) };
}
