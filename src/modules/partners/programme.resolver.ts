import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PlainDate } from '../../shared/domain/dates';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { unauthenticated } from '../../shared/graphql/errors';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { MetricType } from './gate.types';
import { publishMetrics } from './partners.publish';
import { Programme } from './programme.entity';
import { ProgrammeDraftInput, ProgrammePayload } from './programme.inputs';
import { programmeLifecycle } from './programme.lifecycle';
import { programmeInForce } from './programme.reads';
import * as programmes from './programme.service';

const ProgrammeConnection = connectionTypeOf(Programme);

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Query(() => Programme, { nullable: true, description: 'A programme that you may see.' })
  programme(@Arg('id', () => ID) id: string, @Ctx() { reader }: Context): Promise<Programme | null> {
    return reader.byId(Programme, id);
  }

  @Query(() => ProgrammeConnection, { description: 'Programmes, newest first; partners see the published ones.' })
  programmes(@Args() page: PageArgs, @Ctx() { reader }: Context) {
    return reader.page(Programme, page, {}, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @Query(() => Programme, { nullable: true, description: 'The programme in force on a day; null where none is.' })
  programmeInForce(
    @Arg('on', () => PlainDateScalar, { nullable: true, description: 'Today when left out.' }) on: PlainDate | null,
    @Ctx() { reader, clock }: Context,
  ): Promise<Programme | null> {
    return programmeInForce(reader, on ?? clock.today());
  }

  @Query(() => [MetricType], { description: 'The metrics that a programme can set thresholds on, by name.' })
  metrics(@Ctx() context: Context): MetricType[] {
    if (context.viewer.userId === null) throw unauthenticated();
    return publishMetrics(context);
  }

  @Mutation(() => ProgrammePayload, {
    description: 'Writes a programme down. It counts for nothing until it is published. By an ECOSYSTEM_MANAGER.',
  })
  programmeDraft(@Arg('input') input: ProgrammeDraftInput, @Ctx() { tx }: MutationContext): Promise<Programme> {
    return programmes.draft(tx, input);
  }

  @Mutation(() => ProgrammePayload, {
    description:
      'Publishes a programme, to be in force from a day on; never changed afterwards. By an ECOSYSTEM_MANAGER.',
  })
  programmePublish(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Arg('effectiveOn', () => PlainDateScalar, {
      description: 'Today or later, and later than that of every other published programme.',
    })
    effectiveOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<Programme> {
    return programmes.publish(tx, id, version, effectiveOn);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  availableActions(@Root() programme: Programme, @Ctx() context: Context): AvailableAction[] {
    return availableActions(context, 'programme', programmeLifecycle.available(programme.status), programme);
  }
}
