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
    description: 'Statements from learning systems, newest first. For ECOSYSTEM_MANAGER and ADMIN; empty for others.',
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
      // Email addresses are stored normalized, other names as they came.
      person: person ? [person, mailAddress(person)] : undefined,
    };
    return reader.page(XapiStatement, page, where, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], {
    description: 'The steps that the status allows, and whether you may take them.',
  })
  availableActions(@Root() statement: XapiStatement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const steps = xapiStatementLifecycle.available(statement.status);
    return availableActions(context, steps, statement);
  }

  @Mutation(() => XapiStatementPayload, {
    description:
      'Matches an unmatched statement to a person and a course, and applies it. ' +
      'For ECOSYSTEM_MANAGER, never for yourself.',
  })
  xapiStatementMatch(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: XapiStatementMatchInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<XapiStatement> {
    return statements.matchStatement(tx, id, version, input);
  }

  @Mutation(() => XapiStatementPayload, {
    description:
      'Dismisses an unmatched statement that is not about a person or course of this installation. For ECOSYSTEM_MANAGER.',
  })
  xapiStatementDismiss(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: XapiStatementDismissInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<XapiStatement> {
    return statements.dismissStatement(tx, id, version, input.reason);
  }
}
