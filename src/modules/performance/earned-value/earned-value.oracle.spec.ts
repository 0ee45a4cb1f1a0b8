import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysInRange, type PlainDate } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { builtInCalendar, type Calendar, workingDays } from '../../projects/calendars/working-calendar.formula';
import { completedOn, completeSince, isKnown, plannedValue, schedule, totalsFor } from './earned-value.formula';
import { ProgressRecord } from './earned-value.progress';
import type { ProgressUpdate } from '../../sow/progress/progress.entity';
import type { ScopeItem } from '../../sow/content/sow-parts.entity';
import { ProgressMethod, type StatementOfWork } from '../../sow/content/sow.entity';

/*
 * Random projects: items without a budget, pauses of the plan, weekends and half holidays, change orders that double,
 * shrink, split, remove and restore items, late ends. Each figure is computed a second time here, day by day from the
 * definitions and with plain numbers.
 */

const day = (offset: number): PlainDate => addDays('2026-03-02', offset);
const last = 45;

interface Item {
  from: number;
  to: number;
  budget: number;
}

/** A signed revision: its items by origin; a missing one is not in scope. */
interface Revision {
  signedOn: number;
  items: (Item | null)[];
}

interface Update {
  item: number;
  revision: number;
  asOf: number;
  percent: number;
}

interface World {
  revisions: Revision[];
  updates: Update[];
  closedOn: number | null;
  holidays: { on: number; half: boolean }[];
  calendarDays: boolean;
}

const origins = 3;
const item = fc
  .tuple(fc.nat(20), fc.nat(14), fc.constantFrom(0, 0, 100, 300, 1_000, 2_000))
  .map(([from, length, budget]): Item => ({ from, to: from + length, budget }));
const items = fc.array(fc.option(item, { freq: 4 }), { minLength: origins, maxLength: origins });
const world: fc.Arbitrary<World> = fc
  .record({
    first: items,
    later: fc.array(fc.tuple(fc.nat(12), items), { maxLength: 2 }),
    said: fc.array(fc.tuple(fc.nat(origins - 1), fc.nat(2), fc.nat(12), fc.constantFrom(0, 25, 50, 100, 100)), {
      maxLength: 7,
    }),
    closedOn: fc.option(fc.integer({ min: 25, max: last }), { freq: 2 }),
    holidays: fc.uniqueArray(fc.record({ on: fc.nat(30), half: fc.boolean() }), {
      selector: ({ on }) => on,
      maxLength: 4,
    }),
    calendarDays: fc.boolean(),
  })
  .map(({ first, later, said, ...rest }) => {
    const revisions: Revision[] = [{ signedOn: 0, items: first }];
    for (const [after, each] of later) revisions.push({ signedOn: revisions.at(-1)!.signedOn + after, items: each });
    // Recorded in the order of days, each on a revision that has the item.
    let asOf = 0;
    const updates = said.flatMap(([of, revision, after, percent]): Update[] => {
      asOf = Math.min(asOf + after, last);
      const on = revisions[revision];
      return on?.items[of] ? [{ item: of, revision, asOf, percent }] : [];
    });
    return { ...rest, revisions, updates };
  });

/** The result of the program, from its own records. */
function computed({ revisions, updates, closedOn, holidays, calendarDays }: World, at: number) {
  const known = revisions.filter(({ signedOn }) => signedOn <= at);
  const sows = known.map(({ signedOn }, index) => ({
    id: `sow_${index}`,
    projectId: 'project',
    revision: index + 1,
    signedOn: day(signedOn),
    progressMethod: ProgressMethod.PROGRESS_UPDATES,
  }));
  const records = revisions.flatMap(({ items: all }, revision) =>
    all.flatMap((each, origin) =>
      each
        ? [
            {
              id: `item_${revision}_${origin}`,
              originId: `origin_${origin}`,
              sowId: `sow_${revision}`,
              inScope: true,
              budgetCostMinor: each.budget,
              startsOn: day(each.from),
              endsOn: day(each.to),
            },
          ]
        : [],
    ),
  );
  const recorded = updates
    .filter(({ asOf }) => asOf <= at)
    .map(({ item: of, revision, asOf, percent }) => ({
      scopeItemId: `item_${revision}_${of}`,
      asOf: day(asOf),
      percentComplete: decimal(percent),
    }));
  const record = new ProgressRecord(
    sows as StatementOfWork[],
    records as unknown as ScopeItem[],
    [],
    recorded as ProgressUpdate[],
  );
  const calendar: Calendar = { ...builtInCalendar, holidays: holidays.map(({ on, half }) => ({ on: day(on), half })) };
  const countDays = calendarDays ? daysInRange : workingDays(calendar);
  const measuredOn = (sow: { id: string }) =>
    records
      .filter(({ sowId }) => sowId === sow.id)
      .map((each) => {
        const steps = record.stepsOf(each as unknown as ScopeItem, day(at));
        return {
          startsOn: each.startsOn,
          endsOn: each.endsOn,
          budget: decimal(each.budgetCostMinor),
          countDays,
          steps: closedOn !== null && closedOn <= at ? completedOn(steps, day(closedOn)) : steps,
        };
      });
  const baselines = sows.map((sow) => ({ signedOn: sow.signedOn, items: measuredOn(sow) }));
  const measured = baselines.at(-1)!.items;
  const totals = totalsFor(measured, decimal(0), day(at));
  return {
    bac: totals.bac.toNumber(),
    pv: totals.pv.toNumber(),
    ev: totals.ev.toNumber(),
    pvAfter: plannedValue(measured, day(last * 2)).toNumber(),
    ...schedule(measured, totals.ev, day(at), completeSince(baselines, day(at))),
  };
}

const inForce = ({ revisions }: World, at: number) => revisions.findLastIndex(({ signedOn }) => signedOn <= at);

/** The fraction of a day that counts as worked by the plan. */
function weightOf({ holidays, calendarDays }: World, at: number): number {
  if (calendarDays) return 1;
  if (at % 7 >= 5) return 0;
  const holiday = holidays.find(({ on }) => on === at);
  return holiday ? (holiday.half ? 0.5 : 0) : 1;
}

function plannedBy(given: World, { from, to, budget }: Item, at: number): number {
  const sumTo = (until: number, weight: (each: number) => number) => {
    let total = 0;
    for (let each = from; each <= Math.min(until, to); each += 1) total += weight(each);
    return total;
  };
  const worked = (each: number) => weightOf(given, each);
  const weight = sumTo(to, worked) > 0 ? worked : () => 1;
  return (budget * sumTo(at, weight)) / sumTo(to, weight);
}

/**
 * The value that an item has earned at the end of a day: the last update in money, limited by every smaller budget
 * since.
 */
function earnedBy(given: World, of: number, at: number, saidBy = at): number {
  const { revisions, updates, closedOn } = given;
  const own = inForce(given, at);
  const budget = revisions[own]!.items[of]!.budget;
  if (closedOn !== null && closedOn <= at) return budget;
  const said = updates
    .filter((each) => each.item === of && each.asOf <= saidBy)
    .reduce<Update | null>((newest, each) => (newest && newest.asOf > each.asOf ? newest : each), null);
  if (!said) return 0;
  const agreed = revisions
    .map((revision, index) => ({ ...revision, index }))
    .filter((revision) => revision.items[of] && revision.signedOn <= at);
  const spokenOf =
    agreed.findLast(({ signedOn, index }) => signedOn <= said.asOf && index <= said.revision) ?? agreed[0]!;
  let worth = (spokenOf.items[of]!.budget * said.percent) / 100;
  for (const { index, items: all, signedOn } of agreed) {
    const replacedThatDay = index !== own && revisions[index + 1]?.signedOn === signedOn;
    if (index > spokenOf.index && index <= own && !replacedThatDay) worth = Math.min(worth, all[of]!.budget);
  }
  return worth;
}

function expected(given: World, at: number) {
  const standAt = (on: number, saidBy = on) => {
    const all = given.revisions[inForce(given, on)]!.items.flatMap((each, of) => (each ? [{ each, of }] : []));
    return {
      all: all.map(({ each }) => each),
      bac: all.reduce((total, { each }) => total + each.budget, 0),
      ev: all.reduce((total, { of }) => total + earnedBy(given, of, on, saidBy), 0),
    };
  };
  const { all, bac, ev } = standAt(at);
  const pvOf = (on: number) => all.reduce((total, each) => total + plannedBy(given, each, on), 0);
  const figures = { bac, pv: pvOf(at), ev };
  if (all.length === 0 || bac === 0) return { ...figures, earnedSchedule: 'NO_BUDGET', spiTime: 'NO_BUDGET' };
  // Time stops on the day since which everything has been earned continuously. Scope that a change order adds is not
  // earned before it.
  let stopped = at;
  const adds = (on: number) => given.revisions.some(({ signedOn }) => signedOn === on) && !isDone(on, on - 1);
  const isDone = (on: number, saidBy = on) => {
    const stand = standAt(on, saidBy);
    return stand.bac > 0 && Math.abs(stand.ev - stand.bac) < 1e-9;
  };
  if (isDone(at)) while (stopped > 0 && isDone(stopped - 1) && !adds(stopped)) stopped -= 1;
  const begins = Math.min(...all.map(({ from }) => from));
  const duration = Math.max(...all.map(({ to }) => to)) - begins + 1;
  const time = Math.max(0, stopped - begins + 1);
  const plan = Array.from({ length: duration + 1 }, (_, days) => (days === 0 ? 0 : pvOf(begins + days - 1)));
  const flat = plan.flatMap((pv, days) => (Math.abs(pv - ev) < 1e-9 ? [days] : []));
  const below = plan.findLastIndex((pv) => pv < ev);
  const es =
    flat.length > 0
      ? Math.min(Math.max(time, flat[0]!), flat.at(-1)!)
      : below + (ev - plan[below]!) / (plan[below + 1]! - plan[below]!);
  return {
    ...figures,
    plannedDuration: duration,
    actualTime: time,
    earnedSchedule: es,
    spiTime: time === 0 ? 'NOT_BEGUN' : es / time,
  };
}

it('every figure agrees with a direct computation, on every day of random projects', () => {
  fc.assert(
    fc.property(world, fc.integer({ min: 0, max: last + 20 }), (given, at) => {
      const found = computed(given, at);
      const wanted = expected(given, at);
      for (const [name, value] of Object.entries(wanted)) {
        const figure = found[name as keyof typeof found] as Parameters<typeof isKnown>[0] | number;
        if (typeof value === 'string') expect([name, figure]).toEqual([name, value]);
        else
          expect([name, Math.abs(Number(figure) - value) < 1e-6, String(figure), value]).toEqual([
            name,
            true,
            String(figure),
            value,
          ]);
      }
      expect(found.pvAfter).toBeCloseTo(found.bac, 6);
    }),
    { numRuns: 1_000 },
  );
});
