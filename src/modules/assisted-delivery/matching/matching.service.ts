import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { round } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { MetricRegistry } from '../../../shared/domain/metric';
import { ServiceOffering } from '../../catalog';
import { concernsAbout, preventing, Project, ProjectOffering, staffingService, warningsAmong } from '../../projects';
import { Partner, PartnerStatus, Qualification, QualificationStage } from '../../partners';
import { neededDays, qualificationPart, ranked, scoreOf } from './matching.formula';
import { gatherStrengths, staffedOn } from './matching.reader';
import type { OfferingMatches, PartnerMatch, PartnerMatchesArgs, RefusedPartner } from './matching.types';

interface Candidate {
  partner: Partner;
  qualification: Qualification | null;
  gaps: string[];
  warnings: string[];
}

/**
 * The partners that can be put on a project, best first; on request also the others, with the gaps that the staffing
 * rule finds.
 */
export async function partnerMatches(
  reader: Reader,
  metrics: MetricRegistry<Reader>,
  args: PartnerMatchesArgs,
  today: PlainDate,
): Promise<OfferingMatches[]> {
  const { startsOn, endsOn, includeRefused, first } = args;
  if (startsOn && endsOn && endsOn < startsOn) {
    throw new InvalidInputError('The last day must not be before the first.', ['endsOn']);
  }
  const project = await reader.require(Project, args.projectId, ['projectId']);
  staffingService.assertOpen(project);
  const offerings = await offeringsOf(reader, project, args.offeringId ?? null);
  const offeringIds = offerings.map(({ id }) => id);
  const days = neededDays(startsOn ?? project.startsOn, endsOn ?? project.endsOn, today);
  const [qualifications, staffed] = await Promise.all([
    reader.list(Qualification, {
      offeringId: offeringIds,
      and: [sql`${column<Qualification>('openKey')} IS NOT NULL`],
    }),
    staffedOn(reader, project),
  ]);
  const partners = await partnersFor(reader, qualifications, includeRefused);
  const candidatesFor = (offeringId: string): Candidate[] => {
    const open = new Map(
      qualifications.filter((each) => each.offeringId === offeringId).map((each) => [each.partnerId, each]),
    );
    return partners.map((partner) => {
      const qualification = open.get(partner.id) ?? null;
      return { partner, qualification, gaps: staffingService.partnerGaps(partner, qualification), warnings: [] };
    });
  };
  const candidates = new Map(offeringIds.map((id) => [id, candidatesFor(id)]));
  await addConcerns(reader, candidates);
  const able = new Set(
    [...candidates.values()].flat().flatMap(({ partner, gaps }) => (gaps.length > 0 ? [] : partner)),
  );
  const strengths = await gatherStrengths(reader, metrics, project, [...able], offeringIds, days, today);

  return offerings.map((offering) => {
    const scored = candidates.get(offering.id)!.flatMap(({ partner, qualification, gaps, warnings }) => {
      if (gaps.length > 0 || !qualification) return [];
      const independent = qualification.stage === QualificationStage.INDEPENDENT;
      const parts = [qualificationPart(independent, qualification.id), ...strengths.of(partner, offering.id)];
      const key = `${partner.nameKey} ${partner.id}`;
      return [{ partner, qualification, parts, warnings, score: scoreOf(parts)!, key }];
    });
    const matches = ranked(scored)
      .slice(0, first)
      .map(({ rank, partner, qualification, parts, warnings, score }): PartnerMatch => ({
        rank,
        partner,
        qualification,
        needsMentor: qualification.stage === QualificationStage.ASSISTED,
        alreadyStaffed: staffed.has(`${partner.id} ${offering.id}`),
        score: round(score, 1),
        warnings,
        parts: parts.map((part) => ({ ...part, value: part.value && round(part.value, 1) })),
      }));
    const refused = includeRefused ? refusedAmong(candidates.get(offering.id)!).slice(0, first) : [];
    return { offering, startsOn: days.from, endsOn: days.until, matches, refused };
  });
}

/** What other modules have against the partners that the staffing rule itself admits. */
async function addConcerns(reader: Reader, candidates: ReadonlyMap<string, readonly Candidate[]>): Promise<void> {
  const admitted = [...candidates].flatMap(([offeringId, all]) =>
    all.filter(({ gaps }) => gaps.length === 0).map((candidate) => ({ candidate, offeringId })),
  );
  const planned = admitted.map(({ candidate, offeringId }) => ({ partnerId: candidate.partner.id, offeringId }));
  const concerns = await concernsAbout(reader, planned);
  admitted.forEach(({ candidate }, index) => {
    candidate.gaps.push(...preventing(concerns[index]!));
    candidate.warnings.push(...warningsAmong(concerns[index]!));
  });
}

function refusedAmong(candidates: readonly Candidate[]): RefusedPartner[] {
  // Candidates are sorted by name, and a stable sort keeps that order among equal numbers of gaps.
  return candidates.filter(({ gaps }) => gaps.length > 0).sort((one, other) => one.gaps.length - other.gaps.length);
}

async function offeringsOf(reader: Reader, project: Project, offeringId: string | null): Promise<ServiceOffering[]> {
  const named = await reader.listBy(ProjectOffering, 'projectId', project.id);
  if (offeringId !== null && !named.some((each) => each.offeringId === offeringId)) {
    throw new InvalidInputError('The project does not deliver this offering.', ['offeringId']);
  }
  const wanted = named.filter((each) => offeringId === null || each.offeringId === offeringId);
  return Promise.all(wanted.map((each) => reader.require(ServiceOffering, each.offeringId)));
}

/** By name: the partners qualified for the offerings, or all that have not ended. */
function partnersFor(reader: Reader, qualifications: readonly Qualification[], all: boolean): Promise<Partner[]> {
  const byName = [{ column: 'nameKey' }, { column: 'id' }];
  if (!all) return reader.list(Partner, { id: [...new Set(qualifications.map(({ partnerId }) => partnerId))] }, byName);
  const ended = [PartnerStatus.TERMINATED, PartnerStatus.REJECTED];
  return reader.list(Partner, { status: Object.values(PartnerStatus).filter((each) => !ended.includes(each)) }, byName);
}
