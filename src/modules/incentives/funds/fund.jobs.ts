import { column, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { balanceOf } from './fund-balance.reader';
import { MarketingFund } from './fund.entity';
import * as facts from './fund.facts';
import { freeOf } from './fund.formula';
import { MarketingFundStatus } from './fund.lifecycle';
import { expire as expireFund } from './fund.service';
import { FundClaim } from './fund-claim.entity';
import { FundRequest } from './fund-request.entity';
import { FundRequestStatus } from './fund-request.lifecycle';
import { expire as expireRequest } from './fund-request.service';

/** The days before money lapses within which the partner is warned. */
const warningDays = 30;

const { APPROVED } = FundRequestStatus;
const { OPEN } = MarketingFundStatus;

const fundsExpire: Job = {
  name: 'fundsExpire',
  description:
    'Expires approved requests whose claim deadline has passed, unless a claim waits for its decision, and funds whose last day has passed.',
  async run(database) {
    const today = database.clock.today();
    const overdue = sql`${column<FundRequest>('claimBy')} < ${today}`;
    const requests = await forEach(
      database,
      FundRequest,
      { status: APPROVED, and: [overdue] },
      async (page, change) => {
        for (const { id } of page) {
          await change('fundsExpire', async (tx) => expireRequest(tx, await tx.load(FundRequest, id)));
        }
      },
    );
    const over = sql`${column<MarketingFund>('expiresOn')} < ${today}`;
    const funds = await forEach(database, MarketingFund, { status: OPEN, and: [over] }, async (page, change) => {
      for (const { id } of page) {
        await change('fundsExpire', async (tx) => {
          const fund = await tx.load(MarketingFund, id);
          if (fund.status !== OPEN || fund.expiresOn >= today) return false;
          await expireFund(tx, fund);
          return true;
        });
      }
    });
    return requests + funds;
  },
};

const fundsWarn: Job = {
  name: 'fundsWarn',
  description:
    'Warns once, within the last 30 days, of funds whose free money lapses and of approved requests without a claim.',
  async run(database) {
    const today = database.clock.today();
    const soon = (day: 'expiresOn' | 'claimBy') => {
      const due = day === 'expiresOn' ? column<MarketingFund>('expiresOn') : column<FundRequest>('claimBy');
      return sql`${due} BETWEEN ${today} AND ${addDays(today, warningDays)}`;
    };
    const unwarnedFund = sql`(${column<MarketingFund>('warnedOf')} IS NULL OR ${column<MarketingFund>('warnedOf')} <> ${column<MarketingFund>('expiresOn')})`;
    const openFunds = { status: OPEN, and: [soon('expiresOn'), unwarnedFund] };
    const funds = await forEach(database, MarketingFund, openFunds, async (page, change) => {
      for (const { id } of page) {
        await change('fundsWarn', async (tx) => {
          const fund = await tx.load(MarketingFund, id);
          const { status, expiresOn, warnedOf, partnerId, currencyCode } = fund;
          const freeMinor = freeOf(await balanceOf(tx.reader, id));
          if (status !== OPEN || warnedOf === expiresOn || freeMinor <= 0) return false;
          // A warning is not a user's change, so the version stays current.
          const ours = await tx.execute(mark('marketing_fund', id, expiresOn));
          if (ours === 1)
            tx.record(facts.marketingFundExpiring, fund, { partnerId, expiresOn, freeMinor, currencyCode });
          return ours === 1;
        });
      }
    });
    const unwarned = sql`(${column<FundRequest>('warnedOf')} IS NULL OR ${column<FundRequest>('warnedOf')} <> ${column<FundRequest>('claimBy')})`;
    const due = { status: APPROVED, and: [soon('claimBy'), unwarned] };
    const requests = await forEach(database, FundRequest, due, async (page, change) => {
      for (const { id } of page) {
        await change('fundsWarn', async (tx) => {
          const request = await tx.load(FundRequest, id);
          const { status, claimBy, warnedOf, partnerId, fundId } = request;
          const claimed = await tx.reader.first(FundClaim, { fundRequestId: request.id });
          if (status !== APPROVED || claimBy === null || warnedOf === claimBy || claimed) return false;
          const ours = await tx.execute(mark('fund_request', id, claimBy));
          if (ours === 1) tx.record(facts.fundRequestExpiring, request, { partnerId, fundId, claimBy });
          return ours === 1;
        });
      }
    });
    return funds + requests;
  },
};

function mark(table: 'marketing_fund' | 'fund_request', id: string, day: PlainDate) {
  return table === 'marketing_fund'
    ? sql`UPDATE marketing_fund SET warnedOf = ${day} WHERE id = ${id} AND (warnedOf IS NULL OR warnedOf <> ${day})`
    : sql`UPDATE fund_request SET warnedOf = ${day} WHERE id = ${id} AND (warnedOf IS NULL OR warnedOf <> ${day})`;
}

export const jobs: Job[] = [fundsExpire, fundsWarn];
