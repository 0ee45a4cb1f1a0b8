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
      'The programme with the id, if you may see it; without an id, the one in force on a day, or null if no programme is.',
  })
  programme(
    @Arg('id', () => ID, { nullable: true, description: 'Left out for the one in force.' }) id: string | null,
    @Arg('at', () => PlainDateScalar, { nullable: true, description: 'The day; today if left out.' })
    at: PlainDate | null,
    @Ctx() { reader, clock }: Context,
  ): Promise<Programme | null> {
    if (id && at) throw new InvalidInputError('Give an id or a day, not both.', ['at']);
    return id ? reader.byId(Programme, id) : programmeInForce(reader, at ?? clock.today());
  }

  @Query(() => ProgrammeConnection, { description: 'Programmes, newest first; partner users see published ones.' })
  programmes(
    @Args() page: PageArgs,
    @Arg('status', () => [ProgrammeStatus], {
      nullable: true,
      description: 'Only programmes in one of these statuses; all if left out.',
    })
    status: ProgrammeStatus[] | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(Programme, page, matching(Programme, { status }, 'status'), [
      { column: 'id', direction: 'DESC' },
    ]);
  }

  @Query(() => [ProgrammeChange], {
    description:
      'The differences from one programme to the other, in the order of a programme: checklist items, declared metrics, criteria of gates, tiers and their thresholds, points, settings.',
  })
  @Extensions({ items: 100 })
  async programmeDifference(
    @Arg('fromId', () => ID, { description: 'The first programme, usually the earlier one.' })
    fromId: string,
    @Arg('toId', () => ID, { description: 'The second programme.' }) toId: string,
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
      'The metrics on which a programme can set thresholds or a scorecard definition can build formulas, by name: those of the product, and those that published programmes declare.',
  })
  async metrics(@Ctx() context: Context): Promise<MetricType[]> {
    if (context.viewer.userId === null) throw unauthenticated();
    return publishMetrics(context, await publishedMetrics(context.reader));
  }

  @Mutation(() => ProgrammePayload, {
    description:
      'Drafts a programme from the given rules or as a copy of another one: give one of the two. A draft has no effect until it is published. Only an ECOSYSTEM_MANAGER may do this.',
  })
  programmeDraft(
    @Arg('input', () => ProgrammeDraftInput, { nullable: true, description: 'The complete rules.' })
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
    description: 'Replaces all rules of a draft. Only an ECOSYSTEM_MANAGER may do this.',
  })
  programmeUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ProgrammeDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Programme> {
    return programmes.update(tx, id, version, input);
  }

  @Mutation(() => ProgrammePayload, {
    description: 'Discards a draft, which stays in the list. Only an ECOSYSTEM_MANAGER may do this.',
  })
  programmeDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Programme> {
    return programmes.discard(tx, id, version);
  }

  @Mutation(() => ProgrammePayload, {
    description:
      'Publishes a programme, in force from a day on; it can never be changed afterwards. Refused if a gate or a tier can never be met, or a higher tier requires no more than a lower one; `availableActions` of the draft reports this in advance. Only an ECOSYSTEM_MANAGER may do this.',
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

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  async availableActions(@Root() programme: Programme, @Ctx() context: Context): Promise<AvailableAction[]> {
    const published = await publishedMetrics(context.reader);
    const conditions = { findings: publicationFindings(programme, context.metrics, published) };
    return availableActions(context, programmeLifecycle.available(programme.status, conditions), programme);
  }
}
