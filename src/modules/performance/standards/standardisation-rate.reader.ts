import type { Reader } from '../../../shared/database/reader';
import { addMonths } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { ServiceOffering } from '../../catalog';
import { approvedTime } from './approved-time.reader';
import {
  added,
  type ApprovedTime,
  nameOfQuarter,
  noTime,
  type Period,
  periodBefore,
  quarterOf,
  quartersIn,
  rateOf,
} from './standardisation-rate.formula';
import type { StandardisationRateFilter } from './standards.inputs';
import { DeliveringParty, StandardisationRate, StandardisationRateBy } from './standards.types';

/** The subject of a row. */
type Subject = Pick<StandardisationRate, 'label' | 'offeringId' | 'party'>;

/**
 * From the roll-up of costs: whole months are kept added up, and only single days at the ends of a period are read from
 * the entries, as are the few projects of a filter.
 */
export async function standardisationRate(
  reader: Reader,
  by: StandardisationRateBy,
  period: Period,
  filter: StandardisationRateFilter,
): Promise<StandardisationRate[]> {
  const { from, to } = period;
  if (to < from) throw new InvalidInputError('The last day must not be before the first.', ['to']);
  if (to >= addMonths(from, 120)) throw new InvalidInputError('The period must be shorter than ten years.', ['to']);
  return by === StandardisationRateBy.QUARTER
    ? byQuarter(reader, period, filter)
    : bySubject(reader, by, period, filter);
}

async function byQuarter(
  reader: Reader,
  period: Period,
  filter: StandardisationRateFilter,
): Promise<StandardisationRate[]> {
  const quarters = quartersIn(period);
  const first = quarterBefore(quarters[0]!);
  const times = new Map<string, ApprovedTime>();
  for (const [month, time] of await approvedTime(
    reader,
    'MONTH',
    { from: first.from, to: quarters.at(-1)!.to },
    filter,
  )) {
    const { from } = quarterOf(`${month}-01`);
    times.set(from, added(times.get(from) ?? noTime, time));
  }
  const time = ({ from }: Period) => times.get(from) ?? noTime;
  return quarters.map((quarter, index) => {
    const previous = quarters[index - 1] ?? first;
    const subject = { label: nameOfQuarter(quarter), offeringId: null, party: null };
    return rowOf(subject, [quarter, time(quarter)], [previous, time(previous)]);
  });
}

const quarterBefore = ({ from }: Period) => quarterOf(addMonths(from, -3));

async function bySubject(
  reader: Reader,
  by: StandardisationRateBy.OFFERING | StandardisationRateBy.PARTY,
  current: Period,
  filter: StandardisationRateFilter,
): Promise<StandardisationRate[]> {
  const previous = periodBefore(current);
  const now = await approvedTime(reader, by, current, filter);
  const before = await approvedTime(reader, by, previous, filter);
  const subjects =
    by === StandardisationRateBy.PARTY
      ? parties
      : await offeringsOf(reader, new Set([...now.keys(), ...before.keys()]));
  return subjects.map((each) => {
    const id = each.offeringId ?? each.party!;
    return rowOf(each, [current, now.get(id) ?? noTime], [previous, before.get(id) ?? noTime]);
  });
}

const parties: Subject[] = [
  { label: 'Vendor', offeringId: null, party: DeliveringParty.VENDOR },
  { label: 'Partners', offeringId: null, party: DeliveringParty.PARTNERS },
];

async function offeringsOf(reader: Reader, ids: ReadonlySet<string>): Promise<Subject[]> {
  const offerings = await reader.list(ServiceOffering, { id: [...ids] as never }, [{ column: 'nameKey' }]);
  return offerings.map(({ id, name }) => ({ label: name, offeringId: id, party: null }));
}

function rowOf(
  subject: Subject,
  [period, current]: [Period, ApprovedTime],
  [before, previous]: [Period, ApprovedTime],
): StandardisationRate {
  const compared = { previousFrom: before.from, previousTo: before.to };
  return Object.assign(new StandardisationRate(), subject, period, compared, rateOf(current, previous));
}
