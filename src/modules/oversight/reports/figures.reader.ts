import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { moneyFromMinor } from '../../../shared/domain/money';
import { publishMoney } from '../../../shared/graphql/scalars';
import { Deliverable, DeliverableStatus } from '../../sow';
import { costOf, FigureGap, type Performance, performanceOf, publishEarnedValue } from '../../performance';
import { TimeEntry, TimeEntryStatus } from '../../time';
import { acceptedValue, inputOutputRatio } from './figures.formula';
import type { StatusReportFigures } from './status-report.types';

const significantDigits = 10;

/** The figures of a project at the end of a day as known now, in the form in which reports store and show them. */
export async function figuresOf(reader: Reader, projectId: string, on: PlainDate): Promise<StatusReportFigures> {
  const [performance, approvedMinutes] = await Promise.all([
    performanceOf(reader, projectId, on, 'TOTALS'),
    approvedMinutesOf(reader, projectId, on),
  ]);
  const { baseline, bac, pv, ev, ac, cpi, spi, eac, unavailable } = publishEarnedValue(projectId, on, performance, on);
  const shown = ['bac', 'pv', 'ev', 'ac', 'cpi', 'spi', 'eac'];
  const figures: StatusReportFigures = {
    baselineId: baseline?.id ?? null,
    approvedMinutes,
    ...{ bac, pv, ev, ac, cpi, spi, eac },
    acceptedValue: null,
    inputOutputRatio: null,
    unavailable: unavailable.filter(({ figure }) => shown.includes(figure)),
  };
  const miss = (figure: string, code: FigureGap, reason: string) => figures.unavailable.push({ figure, code, reason });
  if (!performance) {
    const reason = 'No statement of work was signed by that day.';
    for (const figure of ['acceptedValue', 'inputOutputRatio']) miss(figure, FigureGap.NO_BASELINE, reason);
    return figures;
  }
  const value = await acceptedValueOf(reader, performance, on);
  const ratio = inputOutputRatio(value, costOf(performance));
  figures.acceptedValue = publishMoney(moneyFromMinor(round(value, 20), performance.sow.currencyCode));
  figures.inputOutputRatio = ratio?.toSignificantDigits(significantDigits).toFixed() ?? null;
  if (!ratio) miss('inputOutputRatio', FigureGap.NO_ACTUAL_COST, 'Nothing has been spent yet: AC is 0.');
  return figures;
}

async function approvedMinutesOf(reader: Reader, projectId: string, on: PlainDate): Promise<number> {
  const [row] = await reader.rows<{ minutes: number | string | null }>(sql`
    SELECT SUM(${column<TimeEntry>('minutes')}) AS minutes FROM time_entry AS t
    WHERE ${column<TimeEntry>('projectId')} = ${projectId} AND ${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}
      AND ${column<TimeEntry>('workedOn')} <= ${on} AND ${reader.visible(TimeEntry)}`);
  return Number(row?.minutes ?? 0);
}

async function acceptedValueOf(reader: Reader, { items }: Performance, on: PlainDate): Promise<Decimal> {
  const ids = items.map(({ scopeItem }) => scopeItem.id);
  const deliverables = await reader.list(Deliverable, { scopeItemId: ids, archivedAt: null });
  const isAccepted = ({ status, decidedOn }: Deliverable) =>
    status === DeliverableStatus.ACCEPTED && (decidedOn === null || decidedOn <= on);
  return acceptedValue(
    items.map(({ scopeItem: { id, priceMinor } }) => {
      const ofItem = deliverables.filter(({ scopeItemId }) => scopeItemId === id);
      const accepted = ofItem.filter(isAccepted).length;
      return { price: decimal(priceMinor), deliverables: ofItem.length, accepted };
    }),
  );
}
