import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { maxPageSize } from '../../../shared/database/page';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, round } from '../../../shared/domain/decimal';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, type Order, OrderArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { ScorecardDefinition } from '../definitions/definition.entity';
import { ScorecardDefinitionPayload } from '../definitions/definition.inputs';
import { scoreNow } from './current.reader';
import { Scorecard } from './scorecard.entity';
import { scorecardLifecycle } from './scorecard.lifecycle';
import { trendOf, unpublishedBefore, unpublishedOf } from './scorecard.reader';
import * as scorecards from './scorecard.service';
import {
  improvementsOf,
  PartnerStanding,
  publishCriteria,
  ScorecardCriterionScore,
  ScorecardFilter,
  ScorecardImprovement,
  ScorecardNow,
  ScorecardOrder,
  ScorecardPayload,
  ScorecardTrendPoint,
} from './scorecard.types';
import { standingsOf } from './standing.reader';

const ScorecardConnection = connectionTypeOf(Scorecard);

@Resolver(() => Scorecard)
export class ScorecardResolver {
  @Query(() => Scorecard, {
    nullable: true,
    description: 'A scorecard by its id; null if it does not exist or you may not see it.',
  })
  scorecard(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Scorecard | null> {
    return reader.byId(Scorecard, id);
  }

  @Query(() => ScorecardConnection, {
    description: 'Scorecards. Staff see all, partner users the published ones of their own firm.',
  })
  scorecards(
    @Args() page: PageArgs,
    @FilterArg(() => ScorecardFilter) filter: ScorecardFilter | null,
    @OrderArg(ScorecardOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const { startsFrom, startsTo } = filter ?? {};
    const where = {
      ...matching(Scorecard, filter, 'partnerId', 'definitionId', 'status', 'standing'),
      and: [
        ...(startsFrom ? [sql`${column<Scorecard>('startsOn')} >= ${startsFrom}`] : []),
        ...(startsTo ? [sql`${column<Scorecard>('startsOn')} <= ${startsTo}`] : []),
      ],
    };
    return reader.page(Scorecard, page, where, ScorecardOrder.columns(orderBy));
  }

  @Mutation(() => ScorecardPayload, {
    description:
      'Computes a scorecard from the records as they are known now, after the end of its period and until it is published. The system does this once the period has ended. Only an ECOSYSTEM_MANAGER may do this.',
  })
  scorecardCompute(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Scorecard> {
    return scorecards.compute(tx, id, version);
  }

  @Mutation(() => ScorecardPayload, {
    description:
      'Publishes a computed scorecard to the partner, as it is: it never changes afterwards, and its standing takes effect. Refused while an earlier scorecard of the partner is not published. Only an ECOSYSTEM_MANAGER may do this.',
  })
  scorecardPublish(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Scorecard> {
    return scorecards.publish(tx, id, version);
  }

  @Mutation(() => ScorecardDefinitionPayload, {
    description: `Publishes the computed scorecards of one period under the rules of scorecardPublish: at most ${maxPageSize} per call, so repeat it until \`unpublishedCards\` no longer falls. Cards whose earlier ones are not published are left out. Only an ECOSYSTEM_MANAGER may do this.`,
  })
  scorecardDefinitionPublishCards(
    @Arg('id', () => ID, { description: 'The definition that rules the period.' }) id: string,
    @Arg('startsOn', () => PlainDateScalar, { description: 'The first day of the period.' }) startsOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<ScorecardDefinition> {
    return scorecards.publishPeriod(tx, id, startsOn);
  }

  @FieldResolver(() => [ScorecardCriterionScore], {
    description: 'The criteria as computed, with the metrics and records behind them; empty while the period runs.',
  })
  criteria(@Root() { scored }: Scorecard): ScorecardCriterionScore[] {
    return publishCriteria(scored ?? []);
  }

  @FieldResolver(() => [ScorecardImprovement], {
    description:
      'What would have raised the total most: the criteria with data below their maximum, the largest gap first. Empty while the period runs.',
  })
  improvements(@Root() { scored }: Scorecard): ScorecardImprovement[] {
    return improvementsOf(scored ?? []);
  }

  @FieldResolver(() => ScorecardNow, {
    description:
      'What the scorecard would say if it were computed now: work that was approved late shows here. A published scorecard itself does not change.',
  })
  @Extensions({ items: 10 })
  current(@Root() card: Scorecard, @Ctx() context: Context): Promise<ScorecardNow> {
    return scoreNow(context, card);
  }

  @FieldResolver(() => [ScorecardTrendPoint], {
    description:
      'The scores of the partner up to this period, oldest first: the scorecards of this kind that you may see.',
  })
  async trend(
    @Root() card: Scorecard,
    @Arg('periods', () => Int, { defaultValue: 12, description: 'The number of periods, from 1 to 60.' })
    periods: number,
    @Ctx() { reader }: Context,
  ): Promise<ScorecardTrendPoint[]> {
    const points = await trendOf(reader, card, periods);
    return points.map(({ exactTotal, ...point }) => ({
      ...point,
      total: exactTotal === null ? null : round(decimal(exactTotal), 2),
    }));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  async availableActions(@Root() card: Scorecard, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = {
      endsOn: card.endsOn,
      today: context.clock.today(),
      unpublishedBefore: await unpublishedBefore(context.reader.unnarrowed, card),
    };
    return availableActions(context, scorecardLifecycle.available(card.status, conditions), card);
  }
}

@Resolver(() => ScorecardDefinition)
export class ScorecardDefinitionCardsResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'The number of computed scorecards that wait for publication; null for partner roles.',
  })
  async unpublishedCards(@Root() { id }: ScorecardDefinition, @Ctx() { reader }: Context): Promise<number | null> {
    if (!isInternal(reader.viewer)) return null;
    return (await unpublishedOf(reader, id)) ?? 0;
  }
}

@Resolver(() => Partner)
export class PartnerStandingResolver {
  @FieldResolver(() => PartnerStanding, {
    nullable: true,
    description: 'Its standing by the newest published scorecard, with its effects; null without a score.',
  })
  standing(@Root() { id }: Partner, @Ctx() { reader }: Context): Promise<PartnerStanding | null> {
    return reader.together('standings', { id }, async (partners) => {
      const standings = await standingsOf(
        reader,
        partners.map((each) => each.id),
      );
      return partners.map((each) => {
        const found = standings.get(each.id);
        if (!found) return null;
        const { card, band } = found;
        const { name, staffing, dealRegistration } = band;
        return { name, overall: card.overall!, staffing, dealRegistration, scorecardId: card.id };
      });
    });
  }
}
