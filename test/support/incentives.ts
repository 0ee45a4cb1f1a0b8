import {
  IncentiveEntry,
  IncentiveHold,
  IncentiveKind,
  ledgerService,
  type Posting,
} from '../../src/modules/incentives';
import { Partner } from '../../src/modules/partners';
import { standardFacts } from '../../src/modules/performance';
import { readersOf } from '../../src/schema';
import { system } from '../../src/shared/access/viewer';
import { zero } from '../../src/shared/domain/decimal';
import { type Id, newId } from '../../src/shared/domain/ids';
import { Fact, FactDelivery } from '../../src/shared/events/fact';
import { publishMoney } from '../../src/shared/graphql/scalars';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { pause } from './database';
import { store, unique } from './given';

export const entrySelection =
  'entry { id kind points amount { amount currencyCode } occurredAt postedAt payableFrom reversesId }';

interface PostedEntry {
  id: string;
  kind: string;
  points: string;
  amount: { amount: string; currencyCode: string } | null;
}

/** An entry that an ECOSYSTEM_MANAGER posted by hand: EUR 100, unless `changes` has other values. */
export async function givenPosted(app: TestApp, partnerId: string, changes: object = {}): Promise<PostedEntry> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  return manager.done('incentivePost', { input: entryOf(partnerId, changes) }, entrySelection);
}

/** The input of `incentivePost`. */
export const entryOf = (partnerId: string, changes: object = {}) => ({
  partnerId,
  kind: 'EARNED',
  amount: '100',
  currencyCode: 'EUR',
  reason: 'They helped at the fair.',
  recordId: partnerId,
  ...changes,
});

/** An entry as a rule posts it, without a fact: EUR 100 that wait until the customer has paid. */
export function givenHeld(app: TestApp, partnerId: string, changes: Partial<Posting> = {}): Promise<IncentiveEntry> {
  return store(app, (tx) =>
    ledgerService.post(tx, {
      partnerId: partnerId as Id<'partner'>,
      memberId: null,
      kind: IncentiveKind.EARNED,
      points: zero,
      money: { minor: 100_00, currencyCode: 'EUR' },
      projectId: null,
      rule: null,
      evidence: { recordId: partnerId, documentIds: [] },
      reason: null,
      occurredAt: tx.clock.now(),
      hold: IncentiveHold.UNTIL_PAID,
      payableFrom: null,
      ...changes,
    }),
  );
}

/** A rule that gives a point for each hour that a released improvement saves, unless `changes` says otherwise. */
export const hoursRule = (changes: object = {}) => ({
  code: 'hoursSaved',
  label: 'Hours that an improvement saves',
  source: 'improvementAccepted',
  kind: 'EARNED',
  unit: 'POINTS',
  value: 'PER_UNIT',
  rate: '1',
  quantity: 'hoursSaved',
  credits: [{ beneficiary: 'PARTNER', percent: '100' }],
  ...changes,
});

/** A published scheme with these rules, in force from today on. */
export async function givenScheme(app: TestApp, rules: object[], changes: object = {}): Promise<{ id: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { effectiveOn = app.clock.today(), ...rest } = changes as { effectiveOn?: string };
  const input = { name: unique('Scheme'), rules, appealDays: 30, responseDays: 14, ...rest };
  const { id, version } = await manager.done('incentiveSchemeDraft', { input }, 'incentiveScheme { id version }');
  return manager.done('incentiveSchemePublish', { id, version, effectiveOn }, 'incentiveScheme { id }');
}

interface Improvement {
  hours?: string;
  memberId?: string | null;
}

/**
 * Records that an improvement that the partner proposed on a project was accepted. The relay delivers the fact, unless
 * told not to.
 */
export async function tellImprovement(
  app: TestApp,
  partnerId: string,
  project: { id: string },
  { hours = '10', memberId = null }: Improvement = {},
  { deliver = true } = {},
): Promise<void> {
  await store(app, async (tx) => {
    const partner = await tx.load(Partner, partnerId);
    tx.record(standardFacts.playbookImprovementAccepted, partner, {
      projectId: project.id as Id<'project'>,
      offeringId: newId('offering'),
      partnerId: partner.id,
      proposedById: memberId,
      hoursSaved: hours,
    });
  });
  if (deliver) await app.installation.relay.settle();
}

/** Delivers every fact again to every handler of incentives. */
export async function replayIncentives(app: TestApp): Promise<void> {
  const { database, relay } = app.installation;
  await relay.settle();
  const facts = await database.reader(system).list(Fact, {});
  await store(app, (tx) =>
    tx.appendAll(
      FactDelivery,
      facts.flatMap(({ id, type }) =>
        readersOf(type)
          .filter((reader) => reader.startsWith('incentive'))
          .map((reader) => ({ factId: id, reader, attempts: 0, nextAttemptAt: app.clock.now(), lastError: null })),
      ),
    ),
  );
  await relay.settle();
  expect(await database.reader(system).count(FactDelivery, {})).toBe(0);
}

/** The entries of a partner in the order of their posting, in a few words: `EARNED 10`. */
export async function entriesOf(app: TestApp, partnerId: string): Promise<string[]> {
  const entries = await app.installation.database
    .reader(system)
    .list(IncentiveEntry, { partnerId: partnerId as Id<'partner'> }, [{ column: 'id' }]);
  return entries.map(({ kind, points, amountMinor, currencyCode, memberId }) =>
    [
      kind,
      ...(points.isZero() && amountMinor !== null ? [] : [points.toFixed()]),
      ...(amountMinor === null
        ? []
        : [publishMoney({ minor: amountMinor, currencyCode: currencyCode! }).amount, currencyCode]),
      ...(memberId === null ? [] : ['member']),
    ].join(' '),
  );
}

export const trialSelection =
  'trial { id status startsOn endsOn factsTotal factsCounted finishedAt failureReason stress { ruleCode rate ratePercent cap { amount period } } scheme { id } startedBy { id } }';

/** The trial when it has ended. */
export async function trialEnded(client: Client, id: string): Promise<Record<string, unknown>> {
  for (let waited = 0; waited < 1_500; waited += 1) {
    const selection = trialSelection.replace('trial', 'incentiveTrial(id: $id)');
    const { incentiveTrial } = await client.query(`query ($id: ID!) { ${selection} }`, { id });
    if (incentiveTrial.status !== 'RUNNING') return incentiveTrial as Record<string, unknown>;
    await pause(20);
  }
  throw new Error(`${id} still runs.`);
}

/** A page of the result of a trial. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are as loose as JSON
export async function impactsOfTrial(client: Client, id: string, page: object = {}): Promise<any> {
  const { incentiveTrial } = await client.query(
    `query ($id: ID!, $first: Int, $after: String, $onlyDifferent: Boolean) { incentiveTrial(id: $id) {
      impacts(first: $first, after: $after, onlyDifferent: $onlyDifferent) { totalCount pageInfo { hasNextPage endCursor }
        nodes { partner { id } ruleCode ruleLabel currencyCode inForce tried difference moreEvidence
          evidence { factId recordId occurredAt inForce tried } } } } }`,
    { id, ...page },
  );
  return incentiveTrial.impacts;
}
