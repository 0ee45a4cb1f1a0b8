import { randomUUID } from 'node:crypto';
import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { type Connection, maxPageSize } from '../../../shared/database/page';
import { column, sql, type Sql } from '../../../shared/database/sql';
import { addDays, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { forEach } from '../../../shared/jobs/for-each';
import { Partner, PartnerStatus } from '../../partners';
import type { ScorecardDefinition } from '../definitions/definition.entity';
import { definitionOn, publishedDefinitions } from '../definitions/definition.reader';
import { type PeriodDays, periodOf } from '../definitions/period.formula';
import { weightedPeriods } from '../definitions/score.formula';
import { Scorecard } from './scorecard.entity';
import { scorecardLifecycle, ScorecardStatus } from './scorecard.lifecycle';
import { computeAll } from './scorecard.service';

type RuledPeriod = PeriodDays & { definition: ScorecardDefinition };

/** The running period and the ended ones that still count, newest first, each with the definition that rules it. */
function recentPeriods(published: readonly ScorecardDefinition[], today: PlainDate): RuledPeriod[] {
  const found: RuledPeriod[] = [];
  for (let day = today; found.length < weightedPeriods;) {
    const definition = definitionOn(published, day);
    if (!definition) break;
    const days = periodOf(definition.period, day);
    found.push({ ...days, definition });
    day = addDays(days.startsOn, -1);
  }
  return found;
}

/** Opens the cards of the running period, and those of ended ones that are missing. Returns their number. */
export async function openCards(database: Database): Promise<number> {
  const published = await publishedDefinitions(database.reader(system));
  let opened = 0;
  for (const { definition, startsOn, endsOn } of recentPeriods(published, database.clock.today())) {
    const { period, id: definitionId } = definition;
    const missing = sql`NOT EXISTS (SELECT 1 FROM scorecard AS card
        WHERE card.partnerId = ${column<Partner>('id')} AND card.period = ${period} AND card.startsOn = ${startsOn})`;
    const and = [missing, admittedBy(database, endsOn)];
    const where = { status: [PartnerStatus.ACTIVE, PartnerStatus.SUSPENDED], and };
    await forEach(database, Partner, where, async (page, change) => {
      if (page.length === 0) return;
      // Assigned, not added: the transaction may run twice.
      let found = 0;
      await change('scorecardsOpen', async (tx) => {
        const partners = await tx.list(Partner, { id: page.map(({ id }) => id), and });
        const place = { definitionId, period, startsOn, endsOn, status: scorecardLifecycle.initial };
        await tx.insertAll(
          Scorecard,
          partners.map(({ id }) => ({ partnerId: id, ...place })),
        );
        found = partners.length;
        return found > 0;
      });
      opened += found;
    });
  }
  return opened;
}

/** Partners that were admitted by the end of a day. */
function admittedBy({ clock }: Database, day: PlainDate): Sql {
  const end = beginningIn(clock.timeZone, addDays(day, 1)).toISOString().replace('T', ' ').replace('Z', '');
  return sql`EXISTS (SELECT 1 FROM partner_transition AS admission WHERE admission.partnerId = ${column<Partner>('id')}
    AND admission.\`to\` = ${PartnerStatus.ACTIVE} AND admission.at < ${end})`;
}

/** Computes the open cards whose period has ended. Returns their number. */
export async function computeCards(database: Database): Promise<number> {
  const ended = [sql`${column<Scorecard>('endsOn')} < ${database.clock.today()}`];
  const failures: unknown[] = [];
  let computed = 0;
  // Each batch is measured together. Oldest first, because an overall score counts the periods before it.
  for (let after: string | null = null; ;) {
    const request = { first: maxPageSize, after };
    const order = [{ column: 'startsOn' }, { column: 'id' }];
    const reader = database.reader(system);
    const page: Connection<Scorecard> = await reader.page(
      Scorecard,
      request,
      { status: ScorecardStatus.OPEN, and: ended },
      order,
    );
    const ids = page.nodes.map(({ id }) => id);
    if (ids.length > 0) {
      const command = { viewer: system, action: 'scorecardsCompute', requestId: randomUUID() };
      try {
        computed += await database.transaction(command, async (tx) => {
          const cards = await tx.list(Scorecard, { id: ids, status: ScorecardStatus.OPEN }, order);
          await computeAll(tx, cards);
          return cards.length;
        });
      } catch (error) {
        failures.push(error);
      }
    }
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} batches could not be computed.`);
  return computed;
}
