import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { isInternal } from '../../shared/access/viewer';
import { matching } from '../../shared/database/where';
import { contains, raw } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
import { FilterArg, IdArg, InputArg, type Order, OrderArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Customer } from './customer.entity';
import {
  CustomerCreateInput,
  CustomerFilter,
  CustomerOrder,
  CustomerPayload,
  CustomerUpdateInput,
} from './customers.inputs';
import * as customers from './customers.service';

const CustomerConnection = connectionTypeOf(Customer);

@Resolver()
export class CustomersResolver {
  @Query(() => Customer, {
    nullable: true,
    description: 'A customer; null if it does not exist or you may not see it.',
  })
  customer(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Customer | null> {
    return reader.byId(Customer, id);
  }

  @Query(() => CustomerConnection, {
    description: 'Customers: all for staff, those of their projects for partner users.',
  })
  customers(
    @Args() page: PageArgs,
    @FilterArg(() => CustomerFilter) filter: CustomerFilter | null,
    @OrderArg(CustomerOrder) orderBy: Order | null,
    @Ctx() { reader, viewer }: Context,
  ) {
    const { tier, search } = filter ?? {};
    // A filter on a column that the viewer may not read would reveal its values.
    const blind = tier && !isInternal(viewer) ? [raw('1 = 0')] : [];
    const where = {
      ...matching(Customer, filter, 'kind', 'tier', 'region', 'industry'),
    };
    const and = [...blind, ...(search ? [contains<Customer>('nameKey', searchKey(search))] : [])];
    return reader.page(Customer, page, { ...where, and }, CustomerOrder.columns(orderBy));
  }

  @Mutation(() => CustomerPayload, { description: 'Adds a customer. For SALES, PROJECT_MANAGER and OPERATIONS.' })
  customerCreate(@InputArg() input: CustomerCreateInput, @Ctx() { tx }: MutationContext): Promise<Customer> {
    return customers.create(tx, input);
  }

  @Mutation(() => CustomerPayload, {
    description:
      'Replaces the description of a customer. Signed papers keep the name that they were signed with. For SALES, PROJECT_MANAGER and OPERATIONS.',
  })
  customerUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CustomerUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Customer> {
    return customers.update(tx, id, version, input);
  }
}
