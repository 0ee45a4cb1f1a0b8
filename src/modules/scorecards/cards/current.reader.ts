import type { Context } from '../../../shared/graphql/context';
import { groupedBy } from '../../../shared/domain/groups';
import { round } from '../../../shared/domain/decimal';
import { scorePeriods } from '../definitions/criteria.reader';
import { ScorecardDefinition } from '../definitions/definition.entity';
import type { Scorecard } from './scorecard.entity';
import { gatherEarlier } from './scorecard.reader';
import { publishCriteria, ScorecardNow } from './scorecard.types';

type Place = Pick<Scorecard, 'partnerId' | 'definitionId' | 'period' | 'startsOn' | 'endsOn'>;

/**
 * What a card would say if it were computed now: the period by today's records, with the totals of earlier cards as they
 * are. Cards that ask in the same tick are measured together.
 */
export function scoreNow(context: Context, card: Scorecard): Promise<ScorecardNow> {
  const { partnerId, definitionId, period, startsOn, endsOn } = card;
  const key: Place = { partnerId, definitionId, period, startsOn, endsOn };
  return context.reader.together('scores now', key, (cards) => scoreAllNow(context, cards));
}

async function scoreAllNow(
  { reader: { unnarrowed }, metrics, clock }: Context,
  cards: readonly Place[],
): Promise<ScorecardNow[]> {
  const measuredOn = clock.today();
  const earlier = await gatherEarlier(unnarrowed, cards);
  const found = new Map<Place, ScorecardNow>();
  const scoreBy = async (definitionId: string, ruled: readonly Place[]) => {
    const definition = await unnarrowed.require(ScorecardDefinition, definitionId);
    const subjects = ruled.map(({ partnerId, startsOn, endsOn }) => ({ partnerId, from: startsOn, until: endsOn }));
    const day = { on: measuredOn, timeZone: clock.timeZone };
    const scores = await scorePeriods(unnarrowed, metrics, definition.criteria, subjects, day);
    for (const [index, card] of ruled.entries()) {
      const { criteria, total } = scores[index]!;
      const judged = earlier.judge(card, total, definition);
      found.set(card, {
        measuredOn,
        total: total && round(total, 2),
        ...judged,
        criteria: publishCriteria(criteria),
      });
    }
  };
  await Promise.all([...groupedBy('definitionId', cards)].map(([id, ruled]) => scoreBy(id, ruled)));
  return cards.map((card) => found.get(card)!);
}
