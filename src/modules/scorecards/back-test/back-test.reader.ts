import type { Context } from '../../../shared/graphql/context';
import { round } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import { Partner, PartnerStatus } from '../../partners';
import { Scorecard } from '../cards/scorecard.entity';
import { ScorecardStatus } from '../cards/scorecard.lifecycle';
import { scorePeriods } from '../definitions/criteria.reader';
import { ScorecardDefinition } from '../definitions/definition.entity';
import { overallOf, standingOf } from '../definitions/score.formula';
import { testedPeriods } from './back-test.formula';
import type { BackTestArgs, ScorecardBackTest } from './back-test.types';

/** Scores a page of partners in past periods by a definition, next to what was published. */
export async function backTest(
  { reader, metrics, clock }: Pick<Context, 'reader' | 'metrics' | 'clock'>,
  { definitionId, from, to, first, after }: BackTestArgs,
): Promise<ScorecardBackTest> {
  const definition = await reader.require(ScorecardDefinition, definitionId, ['definitionId']);
  const today = clock.today();
  const periods = testedPeriods(definition.period, from, to, today);
  const admitted = { status: [PartnerStatus.ACTIVE, PartnerStatus.SUSPENDED] };
  const page = await reader.page(Partner, { first, after }, admitted, [{ column: 'nameKey' }]);
  const subjects = page.nodes.flatMap(({ id: partnerId }) =>
    periods.map(({ startsOn, endsOn }) => ({ partnerId, from: startsOn, until: endsOn })),
  );
  const day = { on: today, timeZone: clock.timeZone };
  const [scores, cards] = await Promise.all([
    scorePeriods(reader, metrics, definition.criteria, subjects, day),
    reader.list(Scorecard, {
      partnerId: page.nodes.map(({ id }) => id),
      period: definition.period,
      startsOn: periods.map(({ startsOn }) => startsOn),
      status: ScorecardStatus.PUBLISHED,
    }),
  ]);
  const published = groupedBy('partnerId', cards);
  const partners = page.nodes.map((partner, row) => {
    const totals = periods.map((_, index) => scores[row * periods.length + index]!.total);
    const tested = periods.map(({ startsOn, endsOn }, index) => {
      const upTo = totals.slice(0, index + 1).map((total, position) => ({ total, periodsAgo: index - position }));
      const overall = overallOf(upTo);
      const total = totals[index]!;
      return {
        startsOn,
        endsOn,
        total: total && round(total, 2),
        overall,
        standing: standingOf(definition.standings, overall)?.name ?? null,
        published: published.get(partner.id)?.find((card) => card.startsOn === startsOn) ?? null,
      };
    });
    return { partner, periods: tested };
  });
  return { partners, pageInfo: page.pageInfo };
}
