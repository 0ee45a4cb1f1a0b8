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

const byManager = 'By the PROJECT_MANAGER who answers for the project.';

@Resolver(() => Deliverable)
export class DeliverableResolver {
  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() deliverable: Deliverable, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { conditions, ...on } = await progress.gatherDeliverableConditions(context.reader, deliverable);
    const steps = deliverableLifecycle.available(deliverable.status, conditions);
    return availableActions(context, steps, { record: deliverable, ...on });
  }

  @FieldResolver(() => [Document], {
    description: 'What was uploaded and named when it was last handed over, as far as you may see it.',
  })
  submissionDocuments(@Root() deliverable: Deliverable, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, deliverable.submissionDocumentIds);
  }

  @FieldResolver(() => [Document], {
    description: 'What was uploaded and named as evidence of its acceptance, as far as you may see it.',
  })
  evidenceDocuments(@Root() deliverable: Deliverable, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, deliverable.evidenceDocumentIds);
  }

  @Mutation(() => DeliverablePayload, {
    description:
      'Hands a deliverable over, for the customer to examine it; one that was rejected, after rework. By the PROJECT_MANAGER who answers for the project, the people who are allocated to it, and the PARTNER_ADMIN of a firm that is staffed on it.',
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
      'Takes back a deliverable that was handed over, while the customer has not decided on it: it is pending again. By the person who handed it over and the PROJECT_MANAGER who answers for the project.',
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

  @Mutation(() => ProgressPayload, { description: `Records how far a scope item is. ${byManager}` })
  progressRecord(@InputArg() input: ProgressRecordInput, @Ctx() { tx }: MutationContext): Promise<ProgressUpdate> {
    return progress.recordProgress(tx, input);
  }
}

@Resolver(() => ScopeItem)
export class ScopeItemResolver {
  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      'As the newest progress update says, of whichever revision, from 0 to 100: a percentage of the item as it was agreed then. Null where there is none, and for partner roles.',
  })
  async percentComplete(@Root() item: ScopeItem, @Ctx() { reader }: Context): Promise<Decimal | null> {
    return (await newestProgress(reader, item))?.percentComplete ?? null;
  }

  @FieldResolver(() => ProgressConnection, {
    description:
      'How far it was when, in this and every other revision that has it, newest first; empty for partner roles.',
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
      'What is paid on it: the amount that is agreed, or its share of the price, rounded so that shares add up. Null for what was taken out of the draft.',
  })
  async paymentAmount(@Root() milestone: Milestone, @Ctx() { reader }: Context): Promise<Money | null> {
    const payments = await paymentsOf(reader, await reader.unnarrowed.require(StatementOfWork, milestone.sowId));
    const payment = payments.get(milestone.id);
    return payment ? publishMoney(payment) : null;
  }

  @FieldResolver(() => [Deliverable], { description: 'What is to be delivered by then.' })
  async deliverables(@Root() milestone: Milestone, @Ctx() { reader }: Context): Promise<Deliverable[]> {
    const found = await Promise.all(milestone.deliverableIds.map((id) => reader.byId(Deliverable, id)));
    return found.filter((deliverable) => deliverable !== null);
  }
}
