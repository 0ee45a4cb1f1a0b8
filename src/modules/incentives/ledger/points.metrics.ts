import type { Reader } from '../../../shared/database/reader';
import { dayIn, utc } from '../../../shared/domain/dates';
import { sum } from '../../../shared/domain/decimal';
import type { Metric } from '../../../shared/domain/metric';
import { boundsOf, type PartnerPeriod, partnerPeriodSubject, rowsInPeriods } from '../../partners';
import { IncentiveKind } from './incentive-entry.entity';
import { entriesThatStand } from './points.reader';

const { EARNED, PENALTY } = IncentiveKind;

const pointsOf = (
  kind: IncentiveKind,
  name: string,
  label: string,
  description: string,
): Metric<Reader, PartnerPeriod> => ({
  name,
  label,
  description: `${description} Unknown if the ledger of the partner has neither a reward nor a penalty for the period.`,
  unit: 'SCORE',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects, { timeZone = utc }) {
    const bounds = boundsOf(subjects);
    const entries = await entriesThatStand(reader, bounds.partnerIds, [EARNED, PENALTY], bounds, timeZone);
    return rowsInPeriods(subjects, entries, ({ occurredAt }) => dayIn(timeZone, occurredAt)).map((found) => {
      const counted = found.filter((entry) => entry.kind === kind && !entry.points.isZero());
      const total = sum(counted.map(({ points }) => (kind === PENALTY ? points.negated() : points)));
      return { value: found.length === 0 ? null : total, evidence: counted.map(({ id }) => id) };
    });
  },
});

export const pointMetrics = [
  pointsOf(
    EARNED,
    'incentivePoints',
    'Points earned',
    'The points that rewards gave the partner for what happened in the period, without those that were reversed.',
  ),
  pointsOf(
    PENALTY,
    'penaltyPoints',
    'Penalty points',
    'The points that penalties took from the partner for what happened in the period, without those that were reversed.',
  ),
];
