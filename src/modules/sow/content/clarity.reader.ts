import { Question } from '../../../shared/access/questions';
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

/** What the work of an offering usually takes, by phase and role: whoever keeps the history of projects knows. */
export const usualHours = new Question<string, readonly HoursBaseline[]>('the usual hours of an offering');

export async function clarityOf(
  reader: Reader,
  sow: StatementOfWork,
  { fromReviewOn } = { fromReviewOn: sow.status !== SowStatus.DRAFT },
): Promise<Clarity> {
  const content = await sowContentOf(reader, sow);
  // What is signed says what it says; before that, the names on its paper are those of today.
  const names = sow.signedNames ? null : namesOf(reader, sow, content);
  return clarityOfContent(reader, content, { fromReviewOn, printed: content, names });
}

/**
 * The same of a content that is not stored as a statement of work. `printed` is what a paper says of it, and `names` those on it,
 * without what is on a signed paper already, by its path; `further` findings come last. All that is read is asked for at the same
 * time: where some contents waited for names and others did not, the rest would be read in several statements.
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

/** The names on the paper of a project; the vendor's own is checked when it is signed. */
export async function namesOf(
  reader: Reader,
  { projectId }: Pick<StatementOfWork, 'projectId'>,
  ...contents: Content[]
): Promise<PaperNames> {
  return namesOnPaper(reader, await reader.unnarrowed.require(Project, projectId), '', ...contents);
}

/** Its errors in words, as the guards of steps want them. */
export function errorsOf({ findings }: Clarity): string[] {
  return findings
    .filter(({ severity }) => severity === ClaritySeverity.ERROR)
    .map(({ code, path, advice }) => `${code} at ${path.join('.')}: ${advice}`);
}

/**
 * The hours that the offerings of the scope usually take, each offering once, however many items come from it: what
 * closed projects took, or what is planned while there are few of them. Those of several offerings are added up.
 */
async function hoursBaseline(
  reader: Reader,
  items: readonly { inScope: boolean; offeringId?: string | null }[],
): Promise<HoursBaseline[]> {
  const ids = new Set(items.filter(({ inScope }) => inScope).flatMap(({ offeringId }) => offeringId ?? []));
  const baselines = await Promise.all([...ids].map((id) => reader.ask(usualHours, id)));
  const cells = new Map<string, HoursBaseline>();
  for (const { phase, role, p50, p80 } of baselines.flat(2)) {
    const key = JSON.stringify([phase, role]);
    const known = cells.get(key);
    cells.set(key, { phase, role, p50: p50.plus(known?.p50 ?? 0), p80: p80.plus(known?.p80 ?? 0) });
  }
  return [...cells.values()];
}

/** What the guards look at for a step to review; the other steps do not ask for clarity. */
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
