import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, type Sql, sql } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, InputArg, type Order, OrderArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { Agreement } from './agreement.entity';
import { AgreementFilter, AgreementOrder, AgreementPayload, AgreementRenewInput } from './agreement.inputs';
import { agreementLifecycle } from './agreement.lifecycle';
import * as agreements from './agreement.service';

const AgreementConnection = connectionTypeOf(Agreement);

@Resolver(() => Agreement)
export class AgreementResolver {
  @Query(() => AgreementConnection, {
    description:
      'Agreements, those that expire first unless ordered otherwise; partner users see those of their own firm.',
  })
  agreements(
    @Args() page: PageArgs,
    @FilterArg(() => AgreementFilter) filter: AgreementFilter | null,
    @OrderArg(AgreementOrder, 'order') order: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and: Sql[] = filter?.expiresUntil ? [sql`${column<Agreement>('lastDay')} <= ${filter.expiresUntil}`] : [];
    const where = { ...matching(Agreement, filter, 'partnerId', 'status'), and };
    return reader.page(Agreement, page, where, AgreementOrder.columns(order));
  }

  @Mutation(() => AgreementPayload, {
    description:
      "Submits a signed renewal as a separate agreement that waits for a decision. The partner's own PARTNER_ADMIN, an ECOSYSTEM_MANAGER or SALES may do this.",
  })
  agreementRenew(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AgreementRenewInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Agreement> {
    return agreements.renew(tx, id, version, input);
  }

  @Mutation(() => AgreementPayload, {
    description:
      'Submits a renewal again, as a whole: one that was sent back, or one that waits for its decision with an error in it. Those who may renew may do this.',
  })
  agreementResubmit(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AgreementRenewInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Agreement> {
    return agreements.resubmit(tx, id, version, input);
  }

  @Mutation(() => AgreementPayload, {
    description:
      'Accepts a renewal, which replaces the agreement that it renews. A partner that was suspended because it had expired is reinstated by `partnerReinstate`. Only an ECOSYSTEM_MANAGER who did not submit it may do this.',
  })
  agreementAccept(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Agreement> {
    return agreements.accept(tx, id, version);
  }

  @Mutation(() => AgreementPayload, {
    description: 'Sends a renewal back. Only an ECOSYSTEM_MANAGER who did not submit it may do this.',
  })
  agreementSendBack(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Agreement> {
    return agreements.sendBack(tx, id, version, reason);
  }

  @FieldResolver(() => [Document], { description: 'Its documents that you may see.' })
  documents(@Root() agreement: Agreement, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, agreement.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  async availableActions(@Root() agreement: Agreement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = await agreements.conditionsOf(context.reader.unnarrowed, agreement);
    return availableActions(context, agreementLifecycle.available(agreement.status, conditions), agreement);
  }
}
