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
    description: 'Agreements, those that expire first unless ordered otherwise; their own for a partner.',
  })
  agreements(
    @Args() page: PageArgs,
    @FilterArg(() => AgreementFilter) filter: AgreementFilter | null,
    @OrderArg(AgreementOrder, 'order') order: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and: Sql[] = filter?.expiresUntil ? [sql`${column('lastDay')} <= ${filter.expiresUntil}`] : [];
    const where = { ...matching(Agreement, filter, 'partnerId', 'status'), and };
    return reader.page(Agreement, page, where, AgreementOrder.columns(order));
  }

  @Mutation(() => AgreementPayload, {
    description:
      "Hands in what was signed anew, as an agreement of its own that waits for a decision. By the partner's own PARTNER_ADMIN, or by an ECOSYSTEM_MANAGER or SALES.",
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
      'Hands a renewal in again, as a whole: one that was sent back, or that waits for its decision with something wrong in it. By those who may renew.',
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
      'Puts a renewal in force, which replaces what it renews. A partner that was suspended for want of it is reinstated by `partnerReinstate`. By an ECOSYSTEM_MANAGER who did not submit it themselves.',
  })
  agreementAccept(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Agreement> {
    return agreements.accept(tx, id, version);
  }

  @Mutation(() => AgreementPayload, {
    description: 'Sends a renewal back. By an ECOSYSTEM_MANAGER who did not submit it themselves.',
  })
  agreementSendBack(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Agreement> {
    return agreements.sendBack(tx, id, version, reason);
  }

  @FieldResolver(() => [Document], { description: 'Its documents, as far as you may see them.' })
  documents(@Root() agreement: Agreement, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, agreement.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  async availableActions(@Root() agreement: Agreement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = await agreements.conditionsOf(context.reader.unnarrowed, agreement);
    return availableActions(context, agreementLifecycle.available(agreement.status, conditions), agreement);
  }
}
