import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { unauthenticated } from '../../../shared/graphql/errors';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { publishMetrics } from './metric.publish';
import { MetricType } from './metric.types';
import { differenceOf } from './programme-difference.formula';
import { ProgrammeChange } from './programme-difference.types';
import { Programme } from './programme.entity';
import { ProgrammeDraftInput, ProgrammePayload } from './programme.inputs';
import { programmeLifecycle, ProgrammeStatus } from './programme.lifecycle';
import { programmeInForce, publishedMetrics } from './programme.reader';
import { publicationFindings } from './programme.rules';
import * as programmes from './programme.service';

const ProgrammeConnection = connectionTypeOf(Programme);

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Query(() => Programme, {
    nullable: true,
    description:
      'The programme with the id, if you may see it; without an id, the one in force on a day, or null where none is.',
  })
  programme(
    @Arg('id', () => ID, { nullable: true, description: 'Left out for the one in force.' }) id: string | null,
    @Arg('at', () => PlainDateScalar, { nullable: true, description: 'The day; today when left out.' })
    at: PlainDate | null,
    @Ctx() { reader, clock }: Context,
  ): Promise<Programme | null> {
    if (id && at) throw new InvalidInputError('Ask by an id or by a day, not by both.', ['at']);
    return id ? reader.byId(Programme, id) : programmeInForce(reader, at ?? clock.today());
  }

  @Query(() => ProgrammeConnection, { description: 'Programmes, newest first; partners see the published ones.' })
  programmes(
    @Args() page: PageArgs,
    @Arg('status', () => [ProgrammeStatus], { nullable: true, description: 'All when left out.' })
    status: ProgrammeStatus[] | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(Programme, page, matching(Programme, { status }, 'status'), [
      { column: 'id', direction: 'DESC' },
    ]);
  }

  @Query(() => [ProgrammeChange], {
    description:
      'What differs from one programme to the other, in the order of a programme: items of the checklist, metrics of its own, criteria of gates, tiers and their thresholds, points, settings.',
  })
  @Extensions({ items: 100 })
  async programmeDifference(
    @Arg('fromId', () => ID, { description: 'The programme that the changes start from, usually the earlier one.' })
    fromId: string,
    @Arg('toId', () => ID, { description: 'The programme that the changes lead to.' }) toId: string,
    @Ctx() { reader }: Context,
  ): Promise<ProgrammeChange[]> {
    const [from, to] = await Promise.all([
      reader.require(Programme, fromId, ['fromId']),
      reader.require(Programme, toId, ['toId']),
    ]);
    return differenceOf(from, to);
  }

  @Query(() => [MetricType], {
    description:
      'The metrics that a programme can set thresholds on, by name: those of the product, and those that published programmes declare.',
  })
  async metrics(@Ctx() context: Context): Promise<MetricType[]> {
    if (context.viewer.userId === null) throw unauthenticated();
    return publishMetrics(context, await publishedMetrics(context.reader));
  }

  @Mutation(() => ProgrammePayload, {
    description:
      'Writes a programme down, or copies one to begin from: give one of the two. It counts for nothing until it is published. By an ECOSYSTEM_MANAGER.',
  })
  programmeDraft(
    @Arg('input', () => ProgrammeDraftInput, { nullable: true, description: 'The whole of it.' })
    input: ProgrammeDraftInput | null,
    @Arg('fromId', () => ID, { nullable: true, description: 'The programme to copy, published or not.' })
    fromId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Programme> {
    if (input && !fromId) return programmes.draft(tx, input);
    if (fromId && !input) return programmes.draftFrom(tx, fromId);
    throw new InvalidInputError('Give either the rules or the programme to copy.', ['input']);
  }

  @Mutation(() => ProgrammePayload, {
    description: 'Writes a draft anew, the whole of it. By an ECOSYSTEM_MANAGER.',
  })
  programmeUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ProgrammeDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Programme> {
    return programmes.update(tx, id, version, input);
  }

  @Mutation(() => ProgrammePayload, {
    description: 'Gives up a draft. It stays in the list, as discarded. By an ECOSYSTEM_MANAGER.',
  })
  programmeDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Programme> {
    return programmes.discard(tx, id, version);
  }

  @Mutation(() => ProgrammePayload, {
    description:
      'Publishes a programme, to be in force from a day on; never changed afterwards. Refused where a gate or a tier could never be met, or a higher tier asks for no more than a lower one; `availableActions` of the draft says so before. By an ECOSYSTEM_MANAGER.',
  })
  programmePublish(
    @Args() { id, version }: RecordArgs,
    @Arg('effectiveOn', () => PlainDateScalar, {
      description: 'Today or later, and later than that of every other published programme.',
    })
    effectiveOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<Programme> {
    return programmes.publish(tx, id, version, effectiveOn);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  async availableActions(@Root() programme: Programme, @Ctx() context: Context): Promise<AvailableAction[]> {
    const published = await publishedMetrics(context.reader);
    const conditions = { findings: publicationFindings(programme, context.metrics, published) };
    return availableActions(context, programmeLifecycle.available(programme.status, conditions), programme);
  }
}
