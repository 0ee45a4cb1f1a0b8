import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { addDays, utc } from '../../../shared/domain/dates';
import type { Metric } from '../../../shared/domain/metric';
import { momentsOf, type PartnerSubject, partnerSubject } from '../../partners';
import { providerOf } from '../../../shared/access/lookups';
import { staffingConcerns } from '../../projects';
import { type ScorecardStanding, StandingEffect } from '../definitions/definition.entity';
import { publishedDefinitions } from '../definitions/definition.reader';
import type { Scorecard } from './scorecard.entity';
import { type NewestCard, newestCards } from './scorecard.reader';

/** The standing of a partner by its newest published card, with its effects. */
export interface StandingNow {
  card: NewestCard;
  band: ScorecardStanding;
}

/** The standings of the partners that have one. */
export async function standingsOf(reader: Reader, partnerIds: readonly string[]): Promise<Map<string, StandingNow>> {
  const [cards, definitions] = await Promise.all([newestCards(reader, partnerIds), publishedDefinitions(reader)]);
  const found = new Map<string, StandingNow>();
  for (const [partnerId, card] of cards) {
    const definition = definitions.find(({ id }) => id === card.definitionId);
    const band = definition?.standings.find(({ name }) => name === card.standing);
    if (band) found.set(partnerId, { card, band });
  }
  return found;
}

/** What the standing of a partner says about staffing it again. */
export const staffingConcernsByStanding = providerOf(staffingConcerns, async (reader, planned) => {
  const standings = await standingsOf(reader, [...new Set(planned.map(({ partnerId }) => partnerId))]);
  return planned.map(({ partnerId }) => {
    const standing = standings.get(partnerId);
    if (!standing || standing.band.staffing === StandingEffect.NONE) return [];
    const prevents = standing.band.staffing === StandingEffect.PREVENT;
    const verb = prevents ? 'prevents' : 'warns against';
    const score = standing.card.overall!.toFixed();
    return [
      {
        prevents,
        message: `The partner's standing ${standing.band.name}, with a score of ${score}, ${verb} new staffing.`,
      },
    ];
  });
});

export const scorecardOverall: Metric<Reader, Pick<PartnerSubject, 'partnerId'>> = {
  name: 'scorecardOverall',
  label: 'Overall score of the scorecards',
  description:
    'The overall score of the newest scorecard that was published by the day, from 0 to 100. Unknown without a score.',
  unit: 'SCORE',
  maximum: 100,
  subjects: [partnerSubject],
  async measureAll(reader, subjects, { on, timeZone = utc }) {
    const [end] = momentsOf({ from: addDays(on, 1), until: addDays(on, 1) }, timeZone);
    const partnerIds = [...new Set(subjects.map(({ partnerId }) => partnerId))];
    const cards = await newestCards(reader, partnerIds, [sql`${column<Scorecard>('publishedAt')} < ${end}`]);
    return subjects.map(({ partnerId }) => {
      const card = cards.get(partnerId);
      return { value: card?.overall ?? null, evidence: card ? [card.id] : [] };
    });
  },
};
