import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar, Money, publishMoney } from '../../../shared/graphql/scalars';
import { visibleDocuments } from '../../documents';
import { Document } from '../../documents';
import { deliverableLifecycle } from './deliverable.lifecycle';
import { ProgressUpdate } from './progress.entity';
import { newestProgress, progressUpdatesOf } from './progress.reader';
import * as progress from './progress.service';
import { paymentsOf } from '../content/sow-content.reader';
import { Deliverable, Milestone, ScopeItem } from '../content/sow-parts.entity';
import { StatementOfWork } from '../content/sow.entity';
import {
  DeliverableAcceptInput,
  DeliverableRejectInput,
  DeliverableSubmitInput,
  ProgressRecordInput,
} from '../content/sow.inputs';

const ProgressConnection = connectionTypeOf(ProgressUpdate);
const DeliverablePayload = payloadOf('Deliverable', 'deliverable', () => Deliverable, 'the deliverable');
const ProgressPayload = payloadOf('Progress', 'progressUpdate', () => ProgressUpdate, 'the progress update');

const byManager = 'Only the PROJECT_MANAGER who answers for the project may do this.';

@Resolver(() => Deliverable)
export class DeliverableResolver {
  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() deliverable: Deliverable, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { conditions, ...on } = await progress.gatherDeliverableConditions(context.reader, deliverable);
    const steps = deliverableLifecycle.available(deliverable.status, conditions);
    return availableActions(context, steps, { record: deliverable, ...on });
  }

  @FieldResolver(() => [Document], {
    description: 'The documents of its last submission that you may see.',
  })
  submissionDocuments(@Root() deliverable: Deliverable, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, deliverable.submissionDocumentIds);
  }

  @FieldResolver(() => [Document], {
    description: 'The documents that prove its acceptance and that you may see.',
  })
  evidenceDocuments(@Root() deliverable: Deliverable, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, deliverable.evidenceDocumentIds);
  }

  @Mutation(() => DeliverablePayload, {
    description:
      'Submits a deliverable for the customer to examine, again after a rejection and rework. The PROJECT_MANAGER who answers for the project, the people allocated to it, and the PARTNER_ADMIN of a firm staffed on it may do this.',
  })
  deliverableSubmit(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: DeliverableSubmitInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Deliverable> {
    return progress.submitDeliverable(tx, id, version, input);
  }

  @Mutation(() => DeliverablePayload, {
    description:
      'Withdraws a submitted deliverable that the customer has not decided on: it is pending again. The user who submitted it and the PROJECT_MANAGER who answers for the project may do this.',
  })
  deliverableWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Deliverable> {
    return progress.withdrawDeliverable(tx, id, version);
  }

  @Mutation(() => DeliverablePayload, {
    description: `Records that the customer accepted a deliverable of a project that is active or in acceptance. ${byManager}`,
  })
  deliverableAccept(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: DeliverableAcceptInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Deliverable> {
    return progress.acceptDeliverable(tx, id, version, input);
  }

  @Mutation(() => DeliverablePayload, {
    description: `Records that the customer rejected a deliverable today; a project in acceptance goes back to work. ${byManager}`,
  })
  deliverableReject(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: DeliverableRejectInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Deliverable> {
    return progress.rejectDeliverable(tx, id, version, input);
  }

  @Mutation(() => ProgressPayload, { description: `Records the progress of a scope item. ${byManager}` })
  progressRecord(@InputArg() input: ProgressRecordInput, @Ctx() { tx }: MutationContext): Promise<ProgressUpdate> {
    return progress.recordProgress(tx, input);
  }
}

@Resolver(() => ScopeItem)
export class ScopeItemResolver {
  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      'The percentage of the latest progress update on any revision, from 0 to 100, relative to the item as agreed at that time. Null without an update, and for partner roles.',
  })
  async percentComplete(@Root() item: ScopeItem, @Ctx() { reader }: Context): Promise<Decimal | null> {
    return (await newestProgress(reader, item))?.percentComplete ?? null;
  }

  @FieldResolver(() => ProgressConnection, {
    description:
      'The progress updates on this and every other revision of the item, newest first; empty for partner roles.',
  })
  progressUpdates(@Root() item: ScopeItem, @Args() page: PageArgs, @Ctx() { reader }: Context) {
    return progressUpdatesOf(reader, item, page);
  }
}

@Resolver(() => Milestone)
export class MilestoneResolver {
  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'The payment: the agreed amount, or the share of the price, rounded so that shares add up. Null for a milestone that was removed from the draft.',
  })
  async paymentAmount(@Root() milestone: Milestone, @Ctx() { reader }: Context): Promise<Money | null> {
    const payments = await paymentsOf(reader, await reader.unnarrowed.require(StatementOfWork, milestone.sowId));
    const payment = payments.get(milestone.id);
    return payment ? publishMoney(payment) : null;
  }

  @FieldResolver(() => [Deliverable], { description: 'The deliverables that are due on it.' })
  async deliverables(@Root() milestone: Milestone, @Ctx() { reader }: Context): Promise<Deliverable[]> {
    const found = await Promise.all(milestone.deliverableIds.map((id) => reader.byId(Deliverable, id)));
    return found.filter((deliverable) => deliverable !== null);
  }
}
