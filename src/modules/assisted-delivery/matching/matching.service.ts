import type { Reader } from '../../../shared/database/reader';
import type { Clock } from '../../../shared/domain/clock';
import { requireRange } from '../../../shared/domain/dates';
import { round } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { MetricRegistry } from '../../../shared/domain/metric';
import { ServiceOffering } from '../../catalog';
import { concernsAbout, preventing, Project, ProjectOffering, staffingService, warningsAmong } from '../../projects';
import { QualificationStage } from '../../partners';
import {
  admittedByName,
  type BoundedCandidate,
  type Candidate,
  findByBound,
  findRefused,
  type FoundByBound,
  load,
  loadBounded,
} from './candidates.reader';
import {
  compareTexts,
  type Days,
  isSettled,
  type MatchPart,
  neededDays,
  qualificationPart,
  ranked,
  scoreOf,
} from './matching.formula';
import { gatherStrengths } from './matching.reader';
import type { OfferingMatches, PartnerMatch, PartnerMatchesArgs, RefusedPartner } from './matching.types';

interface Source {
  reader: Reader;
  metrics: MetricRegistry<Reader>;
  clock: Clock;
}

/** A candidate with what the staffing rule and other modules have against it. */
interface Judged<C extends Candidate = Candidate> {
  candidate: C;
  gaps: string[];
  warnings: string[];
}

/** Ten years. */
const maxMonths = 120;
/** The fewest candidates that are measured together. */
const minSlice = 100;
const firstSlice = (first: number) => Math.max(minSlice, 2 * first);
/** Candidates that are only asked for concerns, in one slice. */
const sliceByName = 1_000;

/**
 * The partners that can be put on a project, best first; on request also the others, with the gaps that the staffing
 * rule finds.
 */
export async function partnerMatches(source: Source, args: PartnerMatchesArgs): Promise<OfferingMatches[]> {
  const { startsOn, endsOn, includeRefused, first } = args;
  if (startsOn && endsOn) requireRange(startsOn, endsOn, maxMonths, ['endsOn']);
  const { reader, clock } = source;
  const project = await reader.require(Project, args.projectId, ['projectId']);
  staffingService.assertOpen(project);
  const offerings = await offeringsOf(reader, project, args.offeringId ?? null);
  const days = neededDays(startsOn ?? project.startsOn, endsOn ?? project.endsOn, clock.today());
  return Promise.all(
    offerings.map(async (offering) => {
      // Both are found before either is loaded, so that their records are read together.
      const [found, foundRefused] = await Promise.all([
        findByBound(reader, project, offering.id, { offset: 0, size: firstSlice(first) }),
        includeRefused ? findRefused(reader, offering.id, first) : [],
      ]);
      const [{ best, seen }, refused] = await Promise.all([
        bestOf(source, project, offering.id, days, first, found),
        load(reader, foundRefused),
      ]);
      return {
        offering,
        startsOn: days.from,
        endsOn: days.until,
        matches: best.map(matchOf),
        refused: includeRefused ? await refusedAmong(reader, offering.id, refused, seen, first) : [],
      };
    }),
  );
}

interface Scored extends Judged<BoundedCandidate> {
  parts: MatchPart[];
  score: NonNullable<ReturnType<typeof scoreOf>>;
  key: string;
}

/**
 * The best candidates with their ranks. Slices are read by the most that their candidates can score, until no other one
 * can be among the best. `seen` has all candidates if they were all read, otherwise it is null.
 */
async function bestOf(
  { reader, metrics, clock }: Source,
  project: Project,
  offeringId: ServiceOffering['id'],
  days: Days,
  first: number,
  found: readonly FoundByBound[],
): Promise<{ best: (Scored & { rank: number })[]; seen: Judged[] | null }> {
  const today = { on: clock.today(), timeZone: clock.timeZone };
  const seen = new Map<string, Judged>();
  let best: (Scored & { rank: number })[] = [];
  for (let offset = 0, size = firstSlice(first); ; offset += size, size *= 2) {
    const next = offset === 0 ? found : await findByBound(reader, project, offeringId, { offset, size });
    const slice = await loadBounded(reader, next);
    const judged = await judge(
      reader,
      offeringId,
      slice.filter(({ partner }) => !seen.has(partner.id)),
    );
    for (const each of judged) seen.set(each.candidate.partner.id, each);
    const able = judged.filter(({ gaps }) => gaps.length === 0);
    const partners = able.map(({ candidate }) => candidate.partner);
    const strengths =
      able.length > 0
        ? await gatherStrengths(reader, metrics, project, partners, offeringId, days, today)
        : { of: () => [] };
    const scored = able.map((each): Scored => {
      const { partner, qualification, key } = each.candidate;
      const independent = qualification.stage === QualificationStage.INDEPENDENT;
      const parts = [qualificationPart(independent, qualification.id), ...strengths.of(partner)];
      return { ...each, parts, score: scoreOf(parts)!, key };
    });
    best = ranked([...best, ...scored]).slice(0, first);
    if (slice.length < size) return { best, seen: [...seen.values()] };
    if (isSettled(best, first, slice.at(-1)!)) return { best, seen: null };
  }
}

function matchOf({ rank, candidate, parts, warnings, score }: Scored & { rank: number }): PartnerMatch {
  const { partner, qualification, alreadyStaffed } = candidate;
  return {
    rank,
    partner,
    qualification,
    needsMentor: qualification.stage === QualificationStage.ASSISTED,
    alreadyStaffed,
    score: round(score, 1),
    warnings,
    parts: parts.map((part) => ({ ...part, value: part.value && round(part.value, 1) })),
  };
}

/** What the staffing rule has against candidates and, for those that it admits, what other modules have. */
async function judge<C extends Candidate>(
  reader: Reader,
  offeringId: ServiceOffering['id'],
  candidates: readonly C[],
): Promise<Judged<C>[]> {
  const judged = candidates.map((candidate): Judged<C> => {
    const gaps = staffingService.partnerGaps(candidate.partner, candidate.qualification);
    return { candidate, gaps, warnings: [] };
  });
  const admitted = judged.filter(({ gaps }) => gaps.length === 0);
  const planned = admitted.map(({ candidate }) => ({ partnerId: candidate.partner.id, offeringId }));
  const concerns = await concernsAbout(reader, planned);
  admitted.forEach(({ gaps, warnings }, index) => {
    gaps.push(...preventing(concerns[index]!));
    warnings.push(...warningsAmong(concerns[index]!));
  });
  return judged;
}

/**
 * The refused partners with the fewest gaps, then by name: those that the rule refuses, and those that it admits and
 * other modules prevent. The latter are searched by name, as far as the list reaches; `seen` may have them all.
 */
async function refusedAmong(
  reader: Reader,
  offeringId: ServiceOffering['id'],
  byRule: readonly Candidate[],
  seen: readonly Judged[] | null,
  first: number,
): Promise<RefusedPartner[]> {
  const refused = [...(await judge(reader, offeringId, byRule)), ...(seen ?? [])];
  const full = refused.filter(({ gaps }) => gaps.length === 1);
  const until = full.length >= first ? full.at(-1)!.candidate.partner : null;
  for (let after: Candidate | null = null; seen === null;) {
    const range = { after: after?.partner ?? null, until, size: sliceByName };
    const slice = await admittedByName(reader, offeringId, range);
    refused.push(...(await judge(reader, offeringId, slice)));
    if (slice.length < sliceByName || refused.filter(({ gaps }) => gaps.length === 1).length >= 2 * first) break;
    after = slice.at(-1)!;
  }
  return refused
    .filter(({ gaps }) => gaps.length > 0)
    .map(({ candidate, gaps }) => ({ ...candidate, gaps }))
    .sort(
      (one, other) =>
        one.gaps.length - other.gaps.length ||
        compareTexts(one.partner.nameKey, other.partner.nameKey) ||
        compareTexts(one.partner.id, other.partner.id),
    )
    .slice(0, first);
}

async function offeringsOf(reader: Reader, project: Project, offeringId: string | null): Promise<ServiceOffering[]> {
  const named = await reader.listBy(ProjectOffering, 'projectId', project.id);
  if (offeringId !== null && !named.some((each) => each.offeringId === offeringId)) {
    throw new InvalidInputError('The project does not deliver this offering.', ['offeringId']);
  }
  const wanted = named.filter((each) => offeringId === null || each.offeringId === offeringId);
  return Promise.all(wanted.map((each) => reader.require(ServiceOffering, each.offeringId)));
}
