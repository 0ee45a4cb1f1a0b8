import { nothing } from '../../../shared/access/policy';
import type { PageOf, PageRequest } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import { decimal } from '../../../shared/domain/decimal';
import { SchemeImpact } from './impact.types';
import { type IncentiveTrial, IncentiveTrialRow } from './trial.entity';
import { IncentiveTrialStatus } from './trial.lifecycle';

/** A page of a trial's result, for viewers who see the trial; empty until it is done. */
export async function impactsOf(
  reader: Reader,
  { id: trialId, status }: IncentiveTrial,
  request: PageRequest,
  onlyDifferent: boolean,
): Promise<PageOf<SchemeImpact>> {
  const where = {
    ...(onlyDifferent ? { isDifferent: true } : {}),
    ...(status === IncentiveTrialStatus.DONE ? {} : { and: [nothing] }),
  };
  const options = { where, orderBy: [{ column: 'rowKey' }] };
  const page = await reader.unnarrowed.pageBy(IncentiveTrialRow, 'trialId', trialId, request, options);
  return page.replaced(page.nodes.map(published));
}

function published({ rowKey, inForce, tried, evidence, ...row }: IncentiveTrialRow): SchemeImpact {
  const { partnerId, ruleCode, ruleLabel, currencyCode, moreEvidence } = row;
  return Object.assign(new SchemeImpact(), {
    ...{ id: rowKey, partnerId, ruleCode, ruleLabel, currencyCode, moreEvidence },
    ...{ inForce: decimal(inForce), tried: decimal(tried) },
    evidence: evidence.map((each) => ({ ...each, occurredAt: new Date(each.occurredAt) })),
  });
}
