import fc from 'fast-check';
import { IncentiveEntry } from '../../../src/modules/incentives';
import { system } from '../../../src/shared/access/viewer';
import { addDays } from '../../../src/shared/domain/dates';
import { decimal, type Decimal, sum } from '../../../src/shared/domain/decimal';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenActiveProject } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import {
  givenHeld,
  givenPosted,
  givenScheme,
  hoursRule,
  replayIncentives,
  tellImprovement,
} from '../../support/incentives';

const currencyCode = fc.constantFrom('EUR', 'USD');
const account = { partner: fc.nat(1), byPerson: fc.boolean() };
const minor = fc.integer({ min: 1, max: 900_00 });
const which = fc.nat(1_000);
/** What happens to the ledgers, one after the other. */
const step = fc.oneof(
  fc.record({ does: fc.constant('post' as const), ...account, minor, currencyCode, waits: fc.nat(9) }),
  fc.record({ does: fc.constant('take' as const), ...account, minor, currencyCode }),
  fc.record({ does: fc.constant('hold' as const), ...account, minor }),
  fc.record({ does: fc.constant('tell' as const), ...account, hours: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ does: fc.constant('reverse' as const), which }),
  fc.record({ does: fc.constant('release' as const), which }),
  fc.record({ does: fc.constant('pay' as const), currencyCode }),
  fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 9 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;
const course = fc.record({
  steps: fc.array(step, { minLength: 18, maxLength: 26, size: 'max' }),
  cuts: fc.array(fc.nat(60), { minLength: 2, maxLength: 5 }),
});

/** What is known of an entry that is not a payout, without looking at the ledger. */
interface Known {
  id: string;
  partner: number;
  byPerson: boolean;
  currencyCode: string | null;
  minor: number;
  points: Decimal;
  held: boolean;
  payableFrom: string | null;
  reversed: boolean;
}
type Paid = Pick<Known, 'partner' | 'byPerson' | 'minor'> & { currencyCode: string };

const cap = 40;
const publish = (value: number) => decimal(value).div(100).toFixed(2);

describe('incentive ledgers', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it.each(fc.sample(course, { numRuns: 4, seed: 13 }))('add up after %#', async ({ steps, cuts }) => {
    // Each course has a year of its own, so that the cap begins with it.
    app.clock.set(`${Number(app.clock.today().slice(0, 4)) + 1}-01-05T09:00:00Z`);
    const begin = app.clock.today();
    const project = await givenActiveProject(app);
    await givenScheme(app, [
      hoursRule({ cap: { amount: String(cap), period: 'YEAR' } }),
      hoursRule({ code: 'paid', unit: 'MONEY', currencyCode: 'EUR', rate: '2', hold: 'UNTIL_PAID' }),
    ]);
    const partners: string[] = [(await givenPartner(app)).id, (await givenPartner(app)).id];
    const people = await Promise.all(partners.map((partnerId) => app.createUser([Role.PARTNER_MEMBER], { partnerId })));
    const entries: Known[] = [];
    const paid: Paid[] = [];

    const standing = () => entries.filter(({ reversed }) => !reversed);
    const isComing = ({ payableFrom }: Known) => payableFrom === null || payableFrom > app.clock.today();
    const minorOf = (some: readonly { minor: number }[]) => some.reduce((total, each) => total + each.minor, 0);
    /** What is owed to an account of a partner, from which a payout is made. */
    const owed = (partner: number, currency: string, byPerson?: boolean) => {
      const isOf = (each: Paid | Known) =>
        each.partner === partner && each.currencyCode === currency && each.byPerson === (byPerson ?? each.byPerson);
      return minorOf(standing().filter((each) => isOf(each) && !isComing(each))) - minorOf(paid.filter(isOf));
    };
    /** The balance that should be shown: what stands, and what was paid. */
    const expected = (partner: number, onlyPerson: boolean) => {
      const isOf = (each: Paid | Known) => each.partner === partner && (each.byPerson || !onlyPerson);
      const mine = standing().filter(isOf);
      const coming = mine.filter(isComing);
      const pointsOf = (some: Known[]) => sum(some.map(({ points }) => points)).toFixed();
      const had = [...entries, ...paid].filter(isOf).map((each) => each.currencyCode);
      return {
        points: { earned: pointsOf(mine), coming: pointsOf(coming) },
        money: ['EUR', 'USD']
          .filter((code) => had.includes(code))
          .map((code) => {
            const of = (some: readonly (Known | Paid)[]) =>
              minorOf(some.filter((each) => isOf(each) && each.currencyCode === code));
            const [earned, awaited, gone] = [of(mine), of(coming), of(paid)];
            return {
              currencyCode: code,
              earned: { amount: publish(earned) },
              coming: { amount: publish(awaited) },
              payable: { amount: publish(earned - awaited - gone) },
              paid: { amount: publish(gone) },
            };
          }),
      };
    };
    const balanceOf = async (client: Client, partner: number, on: string) => {
      const { partner: read } = await client.query(
        `query ($id: ID!, $on: Date!) { partner(id: $id) { incentiveBalance(on: $on) {
          points { earned coming }
          money { currencyCode earned { amount } coming { amount } payable { amount } paid { amount } }
        } } }`,
        { id: partners[partner], on },
      );
      return read.incentiveBalance;
    };
    const readers = async () =>
      Promise.all([0, 1].map(async (partner) => [await app.as(Role.ANALYST), await app.signIn(people[partner]!)]));
    const balancesOn = async (on: string) => {
      const clients = await readers();
      const all = [0, 1].map((partner) => clients[partner]!.map((client) => balanceOf(client, partner, on)));
      return Promise.all(all.map((each) => Promise.all(each)));
    };
    const expectedNow = () => [0, 1].map((partner) => [expected(partner, false), expected(partner, true)]);

    const nothing = { currencyCode: null, minor: 0, points: decimal(0), held: false, reversed: false };
    const input = { reason: 'It was decided.', recordId: project.id };
    const run = async (each: Step): Promise<void> => {
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      switch (each.does) {
        case 'post':
        case 'take': {
          const { partner, byPerson, currencyCode: currency } = each;
          const sign = each.does === 'post' ? 1 : -1;
          const payableFrom = each.does === 'post' ? addDays(app.clock.today(), each.waits) : app.clock.today();
          const { id } = await givenPosted(app, partners[partner]!, {
            kind: sign > 0 ? 'EARNED' : 'PENALTY',
            amount: publish(sign * each.minor),
            points: String(sign * 0.25),
            currencyCode: currency,
            memberId: byPerson ? people[partner]!.id : null,
            payableFrom,
          });
          const known = { id, partner, byPerson, currencyCode: currency, minor: sign * each.minor, payableFrom };
          entries.push({ ...nothing, ...known, points: decimal(sign).div(4) });
          return;
        }
        case 'hold': {
          const { partner, byPerson } = each;
          const { id } = await givenHeld(app, partners[partner]!, {
            money: { minor: each.minor, currencyCode: 'EUR' },
            memberId: byPerson ? people[partner]!.id : null,
          });
          const known = { id, partner, byPerson, currencyCode: 'EUR', minor: each.minor, held: true };
          entries.push({ ...nothing, ...known, payableFrom: null });
          return;
        }
        case 'tell': {
          const { partner, hours } = each;
          const room = decimal(cap).minus(
            sum(
              standing().flatMap((one) => (one.id.startsWith('told') && one.partner === partner ? [one.points] : [])),
            ),
          );
          await tellImprovement(app, partners[partner]!, project, { hours: String(hours) });
          const points = decimal(Math.min(hours, room.toNumber()));
          const known = { partner, byPerson: false, payableFrom: app.clock.today() };
          if (!points.isZero()) entries.push({ ...nothing, ...known, id: `told ${entries.length}`, points });
          const money = { currencyCode: 'EUR', minor: hours * 200, held: true, payableFrom: null };
          entries.push({ ...nothing, ...known, ...money, id: `paid ${entries.length}` });
          return;
        }
        case 'reverse':
        case 'release': {
          const open = standing().filter((one) => each.does === 'reverse' || (one.held && one.payableFrom === null));
          const one = open[each.which % (open.length || 1)];
          if (!one) return;
          const id = await storedId(one);
          await manager.done(
            each.does === 'reverse' ? 'incentiveReverse' : 'incentiveRelease',
            { id, input },
            'entry { id }',
          );
          if (each.does === 'reverse') one.reversed = true;
          else one.payableFrom = app.clock.today();
          return;
        }
        case 'pay': {
          const due = [0, 1].filter((partner) => owed(partner, each.currencyCode) > 0);
          if (due.length === 0) return;
          const cutOff = app.clock.today();
          const prepared = await manager.done(
            'payoutPrepare',
            { input: { currencyCode: each.currencyCode, cutOff } },
            'payout { id version }',
          );
          const second = await app.as(Role.ECOSYSTEM_MANAGER);
          const approved = await second.done('payoutApprove', prepared, 'payout { id version }');
          const told = { paidOn: cutOff, reference: 'SEPA' };
          await manager.done('payoutMarkPaid', { ...approved, input: told }, 'payout { id }');
          for (const partner of due) {
            for (const byPerson of [true, false]) {
              const amount = owed(partner, each.currencyCode, byPerson);
              if (amount !== 0) paid.push({ partner, byPerson, currencyCode: each.currencyCode, minor: amount });
            }
          }
          return;
        }
        case 'wait':
          days.set(app.clock.today(), expectedNow());
          app.clock.advanceDays(each.days);
      }
    };
    /** The id of an entry that rules posted is only known to the ledger: one with the same values that still stands. */
    const storedId = async ({ id, partner, points, minor: amount }: Known): Promise<string> => {
      if (!/^(told|paid) /.test(id)) return id;
      const all = await app.installation.database.reader(system).list(IncentiveEntry, {});
      const same = all.find(
        (entry) =>
          entry.partnerId === partners[partner] &&
          entry.ruleCode === (id.startsWith('told') ? 'hoursSaved' : 'paid') &&
          entry.points.eq(points) &&
          (entry.amountMinor ?? 0) === amount &&
          entry.reversesId === null &&
          !all.some(({ reversesId }) => reversesId === entry.id) &&
          !taken.has(entry.id),
      )!;
      taken.add(same.id);
      entries.find((one) => one.id === id)!.id = `${id.slice(0, 4)}${same.id}`;
      return same.id;
    };
    const taken = new Set<string>();
    const days = new Map<string, unknown>();

    for (const each of steps) {
      await run(each);
      expect(await balancesOn(app.clock.today())).toEqual(expectedNow());
    }
    const end = app.clock.today();
    // Past days stay as they were.
    for (const [day, balances] of days) expect(await balancesOn(day)).toEqual(balances);

    // Opening + entries = closing, and the next opening is that closing, wherever the time is cut.
    const lasts = [...new Set(cuts.map((cut) => addDays(begin, cut)).filter((day) => day < end)), end].sort();
    const clients = await readers();
    for (const [partner, viewers] of clients.entries()) {
      for (const [index, client] of viewers.entries()) {
        let from = begin;
        let before: Record<string, Decimal> = {};
        for (const to of lasts) {
          const { incentiveStatement: statement } = await client.query(
            `query ($id: ID!, $from: Date!, $to: Date!) { incentiveStatement(partnerId: $id, from: $from, to: $to) {
              points { opening closing } money { currencyCode opening { amount } closing { amount } }
              entries(first: 100) { nodes { points amount { amount currencyCode } } pageInfo { hasNextPage } }
            } }`,
            { id: partners[partner], from, to },
          );
          expect(statement.entries.pageInfo.hasNextPage).toBe(false);
          const { nodes } = statement.entries as {
            nodes: { points: string; amount: { amount: string; currencyCode: string } | null }[];
          };
          const after: Record<string, Decimal> = {};
          const check = (name: string, opening: string, closing: string, values: string[]) => {
            expect(decimal(opening).toFixed()).toBe((before[name] ?? decimal(0)).toFixed());
            expect(decimal(closing).toFixed()).toBe(decimal(opening).plus(sum(values)).toFixed());
            after[name] = decimal(closing);
          };
          const { opening, closing } = statement.points;
          check(
            'points',
            opening,
            closing,
            nodes.map(({ points }) => points),
          );
          for (const line of statement.money) {
            const values = nodes.flatMap(({ amount }) =>
              amount && amount.currencyCode === line.currencyCode ? [amount.amount] : [],
            );
            check(line.currencyCode, line.opening.amount, line.closing.amount, values);
          }
          expect(Object.keys(before).filter((name) => !(name in after))).toEqual([]);
          before = after;
          from = addDays(to, 1);
        }
        const last = expected(partner, index === 1);
        const closing = last.money.map((each) => [
          each.currencyCode,
          decimal(each.earned.amount).minus(each.paid.amount).toFixed(),
        ]);
        expect(Object.fromEntries(Object.entries(before).map(([name, value]) => [name, value.toFixed()]))).toEqual({
          points: last.points.earned,
          ...Object.fromEntries(closing),
        });
      }
    }

    await app.expectNothingChanged(() => replayIncentives(app));
    expect(await balancesOn(end)).toEqual(expectedNow());
  });
});
