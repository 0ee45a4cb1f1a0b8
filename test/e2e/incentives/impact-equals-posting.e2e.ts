import fc from 'fast-check';
import { IncentiveEntry } from '../../../src/modules/incentives';
import { system } from '../../../src/shared/access/viewer';
import { decimal, sum } from '../../../src/shared/domain/decimal';
import type { Id } from '../../../src/shared/domain/ids';
import { amountOf } from '../../../src/shared/domain/money';
import { Role, TestApp } from '../../support/app';
import { givenActiveProject } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import {
  givenScheme,
  hoursRule,
  impactsOfTrial,
  tellImprovement,
  trialEnded,
  trialSelection,
} from '../../support/incentives';

const rate = fc.integer({ min: 1, max: 400 }).map((units) => decimal(units).div(100).toFixed());
const period = fc.constantFrom('MONTH', 'QUARTER', 'YEAR');
const cap = fc.option(fc.record({ amount: fc.integer({ min: 5, max: 60 }).map(String), period }));
const tiers = fc.tuple(rate, rate, fc.integer({ min: 1, max: 40 })).map(([low, high, from]) => [
  { from: '0', rate: low },
  { from: String(from), rate: high },
]);
const credits = [
  { beneficiary: 'PARTNER', percent: '66.6' },
  { beneficiary: 'MEMBER', percent: '33.4' },
];
const money = { unit: 'MONEY', currencyCode: 'EUR', credits };
const counted = (tierMode: string, changes: object) => ({ rate: null, tierMode, ...changes });

/** The rules of a scheme: the same codes each time, so that the second scheme continues the counts of the first. */
const rules = fc
  .record({ rate, cap, tiers, period, more: tiers, other: period, limit: cap, least: fc.integer({ min: 1, max: 9 }) })
  .map((given) => [
    hoursRule({ code: 'plain', rate: given.rate, cap: given.cap }),
    hoursRule({
      code: 'marginal',
      ...money,
      ...counted('MARGINAL', { tiers: given.tiers, countedOver: given.period, cap: given.limit }),
    }),
    hoursRule({ code: 'whole', ...counted('WHOLE', { tiers: given.more, countedOver: given.other }) }),
    hoursRule({ code: 'small', kind: 'PENALTY', condition: `hoursSaved < ${given.least}`, cap: given.cap }),
  ]);
const fact = fc.record({
  partner: fc.nat(1),
  byPerson: fc.boolean(),
  hours: fc.integer({ min: 1, max: 150 }).map((tenths) => decimal(tenths).div(10).toFixed()),
  daysLater: fc.nat(12),
});
const years = fc.record({
  first: rules,
  second: rules,
  before: fc.array(fact, { minLength: 4, maxLength: 8 }),
  after: fc.array(fact, { minLength: 4, maxLength: 8 }),
});

type Line = Record<'ruleCode' | 'inForce' | 'tried', string> & { partner: { id: Id<'partner'> } };

describe('what a scheme posts over a period', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it.each(fc.sample(years, { numRuns: 4, seed: 13 }))(
    'is what the run over the stored facts says: %#',
    async (year) => {
      app.clock.set(`${Number(app.clock.today().slice(0, 4)) + 1}-01-05T09:00:00Z`);
      const project = await givenActiveProject(app);
      const partners: string[] = await Promise.all([0, 1].map(async () => (await givenPartner(app)).id));
      const people = await Promise.all(partners.map((id) => app.asPartner(id, Role.PARTNER_MEMBER)));
      const tell = async (facts: (typeof year)['before']) => {
        for (const { partner, byPerson, hours, daysLater } of facts) {
          app.clock.advanceDays(daysLater);
          const memberId = byPerson ? people[partner]!.userId : null;
          await tellImprovement(app, partners[partner]!, project, { hours, memberId });
        }
      };
      const begin = app.clock.today();
      await givenScheme(app, year.first);
      await tell(year.before);
      app.clock.advanceDays(1);
      const change = app.clock.today();
      const second = await givenScheme(app, year.second);
      await tell(year.after);
      const end = app.clock.today();

      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      const copy = await manager.done('incentiveSchemeDraft', { fromId: second.id }, 'incentiveScheme { id }');
      const linesOf = (nodes: readonly Line[], side: 'inForce' | 'tried') =>
        nodes
          .filter(({ partner, [side]: value }) => partners.includes(partner.id) && !decimal(value).isZero())
          .map(({ partner, ruleCode, [side]: value }) => `${partner.id} ${ruleCode} ${value}`)
          .sort();
      const impact = async (from: string, to: string): Promise<Record<'inForce' | 'tried', string[]>> => {
        const { incentiveSchemeImpact } = await manager.query(
          `query ($draftId: ID!, $from: Date!, $to: Date!) {
          incentiveSchemeImpact(draftId: $draftId, from: $from, to: $to, first: 100) {
            nodes { partner { id } ruleCode inForce tried }
          }
        }`,
          { draftId: copy.id, from, to },
        );
        const nodes = incentiveSchemeImpact.nodes as Line[];
        return { inForce: linesOf(nodes, 'inForce'), tried: linesOf(nodes, 'tried') };
      };
      const posted = async (from: string, to: string): Promise<string[]> => {
        const all = await app.installation.database.reader(system).list(IncentiveEntry, {});
        const within = all.filter(({ partnerId, occurredAt }) => {
          const on = app.clock.dayOf(occurredAt);
          return partners.includes(partnerId) && on >= from && on <= to;
        });
        const accounts = [...new Set(within.map(({ partnerId, ruleCode }) => `${partnerId} ${ruleCode}`))];
        return accounts
          .map((account): [string, string] => {
            const entries = within.filter(({ partnerId, ruleCode }) => `${partnerId} ${ruleCode}` === account);
            const values = entries.map(({ points, amountMinor, currencyCode }) =>
              amountMinor === null ? points : amountOf({ minor: amountMinor, currencyCode: currencyCode! }),
            );
            return [account, sum(values).toFixed()];
          })
          .filter(([, value]) => value !== '0')
          .map(([account, value]) => `${account} ${value}`)
          .sort();
      };
      const dayBefore = new Date(Date.parse(change) - 86_400_000).toISOString().slice(0, 10);
      expect((await impact(begin, end)).inForce).toEqual(await posted(begin, end));
      expect((await impact(begin, dayBefore)).inForce).toEqual(await posted(begin, dayBefore));
      // The copy that is tried from the day on which the original came into force.
      const since = await posted(change, end);
      expect(since.length).toBeGreaterThan(0);
      expect(await impact(change, end)).toEqual({ inForce: since, tried: since });
      const trial = await manager.done(
        'incentiveTrialStart',
        { draftId: copy.id, from: change, to: end },
        trialSelection,
      );
      await trialEnded(manager, trial.id);
      const kept = await impactsOfTrial(manager, trial.id, { first: 100 });
      expect({ inForce: linesOf(kept.nodes, 'inForce'), tried: linesOf(kept.nodes, 'tried') }).toEqual({
        inForce: since,
        tried: since,
      });
    },
  );
});
