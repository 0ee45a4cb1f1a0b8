import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, InputArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import {
  ExitObligationCompleteInput,
  ExitObligationFilter,
  ExitObligationPayload,
  ExitStrategyAgreeInput,
  ExitStrategyInput,
  ExitStrategyPayload,
} from './alliance.inputs';
import { ExitObligation } from './exit-obligation.entity';
import { ExitStrategy } from './exit-strategy.entity';
import { exitObligationLifecycle, exitStrategyLifecycle } from './exit-strategy.lifecycle';
import * as exits from './exit-strategy.service';

const ExitObligationConnection = connectionTypeOf(ExitObligation);

const byManager = 'For ECOSYSTEM_MANAGER.';

@Resolver(() => ExitStrategy)
export class ExitStrategyResolver {
  @FieldResolver(() => [Document], {
    description: 'The documents that prove the agreement, as far as you may see them.',
  })
  documents(@Root() strategy: ExitStrategy, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, strategy.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() strategy: ExitStrategy, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, exitStrategyLifecycle.available(strategy.status), strategy);
  }

  @Mutation(() => ExitStrategyPayload, {
    description: `Drafts an exit strategy of an alliance, from its selection on. ${byManager}`,
  })
  allianceDraftExitStrategy(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ExitStrategyInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ExitStrategy> {
    return exits.draft(tx, id, version, input);
  }

  @Mutation(() => ExitStrategyPayload, { description: `Replaces the draft of an exit strategy. ${byManager}` })
  exitStrategyUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ExitStrategyInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ExitStrategy> {
    return exits.update(tx, id, version, input);
  }

  @Mutation(() => ExitStrategyPayload, { description: `Discards the draft of an exit strategy. ${byManager}` })
  exitStrategyDiscard(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ExitStrategy> {
    return exits.discard(tx, id, version, reason);
  }

  @Mutation(() => ExitStrategyPayload, {
    description: `Records the agreement of the parties on an exit strategy, with evidence. It supersedes the agreed one, and never changes. ${byManager}`,
  })
  exitStrategyAgree(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ExitStrategyAgreeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ExitStrategy> {
    return exits.agree(tx, id, version, input);
  }
}

@Resolver(() => ExitObligation)
export class ExitObligationResolver {
  @Query(() => ExitObligationConnection, {
    description: 'Obligations after exits from alliances, by due day; for partner users those of their alliances.',
  })
  exitObligations(
    @Args() page: PageArgs,
    @FilterArg(() => ExitObligationFilter) filter: ExitObligationFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const and = filter?.dueTo ? [sql`${column<ExitObligation>('dueOn')} <= ${filter.dueTo}`] : [];
    const where = { ...matching(ExitObligation, filter, 'allianceId', 'status'), and };
    return reader.page(ExitObligation, page, where, [{ column: 'dueOn' }]);
  }

  @FieldResolver(() => [Document], { description: 'The documents that prove it, as far as you may see them.' })
  documents(@Root() obligation: ExitObligation, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, obligation.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() obligation: ExitObligation, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, exitObligationLifecycle.available(obligation.status), obligation);
  }

  @Mutation(() => ExitObligationPayload, {
    description: `Records that an obligation is fulfilled, with evidence. ${byManager}`,
  })
  exitObligationComplete(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ExitObligationCompleteInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ExitObligation> {
    return exits.complete(tx, id, version, input);
  }

  @Mutation(() => ExitObligationPayload, {
    description: `Opens an obligation again that was not fulfilled after all; its history keeps what was recorded. ${byManager}`,
  })
  exitObligationReopen(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ExitObligation> {
    return exits.reopen(tx, id, version, reason);
  }
}
