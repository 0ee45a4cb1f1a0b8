import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { mailAddress } from '../../shared/domain/text';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { FilterArg, InputArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import {
  XapiStatementDismissInput,
  XapiStatementFilter,
  XapiStatementMatchInput,
  XapiStatementPayload,
} from './training.inputs';
import { XapiStatement } from './xapi-statement.entity';
import { xapiStatementLifecycle } from './xapi-statement.lifecycle';
import * as statements from './xapi.service';

const XapiStatementConnection = connectionTypeOf(XapiStatement);

@Resolver(() => XapiStatement)
export class XapiStatementResolver {
  @Query(() => XapiStatementConnection, {
    description:
      'What learning systems said, the newest first. For an ECOSYSTEM_MANAGER and an ADMIN; empty for everybody else.',
  })
  xapiStatements(
    @Args() page: PageArgs,
    @FilterArg(() => XapiStatementFilter)
    filter: XapiStatementFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { person } = filter ?? {};
    const where = {
      ...matching(XapiStatement, filter, 'status', 'userId'),
      // An address is kept as all addresses are, any other name as it came.
      person: person ? [person, mailAddress(person)] : undefined,
    };
    return reader.page(XapiStatement, page, where, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  availableActions(@Root() statement: XapiStatement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const steps = xapiStatementLifecycle.available(statement.status);
    return availableActions(context, steps, statement);
  }

  @Mutation(() => XapiStatementPayload, {
    description:
      'Says whom and which course an unmatched statement is about; then it has its effect there. ' +
      'By an ECOSYSTEM_MANAGER, never for oneself.',
  })
  xapiStatementMatch(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: XapiStatementMatchInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<XapiStatement> {
    return statements.matchStatement(tx, id, version, input);
  }

  @Mutation(() => XapiStatementPayload, {
    description: 'Puts an unmatched statement aside: it is about nobody, or nothing, of ours. By an ECOSYSTEM_MANAGER.',
  })
  xapiStatementDismiss(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: XapiStatementDismissInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<XapiStatement> {
    return statements.dismissStatement(tx, id, version, input.reason);
  }
}
