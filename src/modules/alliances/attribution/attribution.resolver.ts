import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Partner } from '../../partners';
import { Attribution, AttributionKind } from './attribution.entity';
import { sourceTests } from './attribution.formula';
import {
  AttributionConfirmInput,
  AttributionCounts,
  AttributionFilter,
  AttributionOrder,
  AttributionPayload,
  AttributionProposeInput,
  AttributionTest,
  AttributionUpdateInput,
  DeliveryProof,
} from './attribution.inputs';
import { attributionLifecycle, AttributionStatus } from './attribution.lifecycle';
import { countsOf, deliveryProof } from './attribution.reader';
import * as attributions from './attribution.service';

const AttributionConnection = connectionTypeOf(Attribution);

const byProposers = "The partner's PARTNER_ADMIN, SALES or an ECOSYSTEM_MANAGER may do this.";
const bySales = 'SALES who neither proposed nor last changed it may do this.';

@Resolver(() => Attribution)
export class AttributionResolver {
  @Query(() => Attribution, {
    nullable: true,
    description: 'An attribution by its id; null if it does not exist or you may not see it.',
  })
  attribution(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Attribution | null> {
    return reader.byId(Attribution, id);
  }

  @Query(() => AttributionConnection, {
    description:
      "Credit of partners and allies, newest first unless ordered otherwise. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
  })
  attributions(
    @Args() page: PageArgs,
    @FilterArg(() => AttributionFilter) filter: AttributionFilter | null,
    @OrderArg(AttributionOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(Attribution, filter, 'partnerId', 'organizationId', 'projectId', 'kind', 'status');
    return reader.page(Attribution, page, where, AttributionOrder.columns(orderBy));
  }

  @FieldResolver(() => [AttributionTest], {
    description: 'The four tests of a sourced attribution; empty for other kinds.',
  })
  async tests(@Root() attribution: Attribution, @Ctx() { reader }: Context): Promise<AttributionTest[]> {
    if (attribution.kind !== AttributionKind.SOURCED) return [];
    // The result of a test is for everybody who sees the attribution, the day of our contact is not.
    const whole = await reader.unnarrowed.require(Attribution, attribution.id);
    const { CONFIRMED, REVERSED } = AttributionStatus;
    return sourceTests({ ...whole, isConfirmed: [CONFIRMED, REVERSED].includes(whole.status) });
  }

  @FieldResolver(() => DeliveryProof, {
    nullable: true,
    description: 'The proof of a delivery: as it is now, or as it was when it was confirmed. Null for other kinds.',
  })
  async proof(@Root() attribution: Attribution, @Ctx() { reader }: Context): Promise<DeliveryProof | null> {
    const { kind, projectId, partnerId, provenMinutes, provenDeliverables } = attribution;
    if (kind !== AttributionKind.DELIVERED || projectId === null || partnerId === null) return null;
    if (provenMinutes !== null) return { approvedMinutes: provenMinutes, acceptedDeliverables: provenDeliverables! };
    return deliveryProof(reader, projectId, partnerId);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() attribution: Attribution, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, attributionLifecycle.available(attribution.status), attribution);
  }

  @Mutation(() => AttributionPayload, {
    description: `Proposes credit of a partner or an ally for a project or a deal, with its evidence. ${byProposers}`,
  })
  attributionPropose(@InputArg() input: AttributionProposeInput, @Ctx() { tx }: MutationContext): Promise<Attribution> {
    return attributions.propose(tx, input);
  }

  @Mutation(() => AttributionPayload, {
    description: `Replaces the evidence of an attribution that is not decided on. ${byProposers}`,
  })
  attributionUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AttributionUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attribution> {
    return attributions.update(tx, id, version, input);
  }

  @Mutation(() => AttributionPayload, {
    description: `Withdraws an attribution that is not decided on. ${byProposers}`,
  })
  attributionWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Attribution> {
    return attributions.withdraw(tx, id, version);
  }

  @Mutation(() => AttributionPayload, {
    description: `Confirms an attribution: a sourced one if its four tests are met and no other party sourced it, a delivered one if approved time and accepted deliverables prove it, which are frozen. ${bySales}`,
  })
  attributionConfirm(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AttributionConfirmInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attribution> {
    return attributions.confirm(tx, id, version, input);
  }

  @Mutation(() => AttributionPayload, { description: `Rejects an attribution. ${bySales}` })
  attributionReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Attribution> {
    return attributions.reject(tx, id, version, reason);
  }

  @Mutation(() => AttributionPayload, {
    description: `Reverses a confirmed attribution, which no longer counts; another party may then be credited. ${bySales}`,
  })
  attributionReverse(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attribution> {
    return attributions.reverse(tx, id, version, reason);
  }
}

@Resolver(() => Partner)
export class PartnerAttributionResolver {
  @FieldResolver(() => AttributionCounts, {
    description: 'Its confirmed attributions by kind; 0 for a PARTNER_MEMBER, who sees none.',
  })
  attributionCounts(@Root() partner: Partner, @Ctx() { reader }: Context): Promise<AttributionCounts> {
    return countsOf(reader, partner.id);
  }
}
