import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import type { Decimal } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { Metric } from '../../../shared/domain/metric';
import { shortened } from '../../../shared/domain/text';
import { requireBegun } from '../../../shared/domain/today';
import { publishedMetrics } from '../programmes/programme.reader';
import { withDeclared } from '../programmes/reported-metric';
import { PartnerFigure } from './figure.entity';
import { partnerFigureActions } from './partner.actions';
import { Partner } from './partner.entity';
import * as facts from './partner.facts';
import type { PartnerFigureReportInput } from './partner.inputs';
import { requireAlive } from './partner.service';

/** The largest value that a figure may have. */
const limit = 100_000_000_000;

export async function report(tx: Transaction, id: string, input: PartnerFigureReportInput): Promise<PartnerFigure> {
  const partner = await tx.require(Partner, id);
  tx.assert(partnerFigureActions.report, partner);
  requireAlive(partner);
  const metric = withDeclared(tx.metrics, await publishedMetrics(tx.reader)).find(input.metric);
  if (!metric?.reported) {
    const problem = metric
      ? 'is measured from records and cannot be reported'
      : 'is not a metric: a published programme must declare it';
    throw new InvalidInputError(`${shortened(input.metric)} ${problem}.`, ['input', 'metric']);
  }
  const wrong = wrongValue(metric, input.value);
  if (wrong) throw new InvalidInputError(wrong, ['input', 'value']);
  requireBegun(tx.clock, input.asOf, ['input', 'asOf']);
  const figure = await tx.append(PartnerFigure, {
    ...input,
    partnerId: partner.id,
    reportedById: tx.viewer.userId,
    reportedAt: tx.clock.now(),
  });
  const { value, asOf } = input;
  tx.record(facts.partnerFigureReported, figure, {
    partnerId: partner.id,
    metric: metric.name,
    value: value.toFixed(),
    asOf,
  });
  return figure;
}

function wrongValue({ unit }: Metric<Reader>, value: Decimal): string | null {
  if (value.lt(0) || value.gt(limit)) return `A figure must be from 0 to ${limit}.`;
  if (unit === 'COUNT' && !value.isInteger()) return 'A count must be a whole number.';
  if (unit === 'PERCENT' && value.gt(100)) return 'A percentage must be at most 100.';
  return value.decimalPlaces() > 4 ? 'A figure may have at most 4 decimal places.' : null;
}
