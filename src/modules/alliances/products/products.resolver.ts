import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { contains } from '../../../shared/database/sql';
import { matching } from '../../../shared/database/where';
import { searchKey } from '../../../shared/domain/text';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, type Order, OrderArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Product, ProductPayload } from '../../catalog';
import { Organization } from './organization.entity';
import { organizationActions, productOwnerActions } from './products.actions';
import {
  OrganizationCreateInput,
  OrganizationFilter,
  OrganizationOrder,
  OrganizationPayload,
  OrganizationUpdateInput,
} from './products.inputs';
import * as products from './products.service';

const OrganizationConnection = connectionTypeOf(Organization);

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description: 'An organization that owns products; null if it does not exist or you may not see it.',
  })
  organization(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Organization | null> {
    return reader.byId(Organization, id);
  }

  @Query(() => OrganizationConnection, {
    description:
      'Organizations that own products: all for staff; for partner users their own firm and the parties of its alliances.',
  })
  organizations(
    @Args() page: PageArgs,
    @FilterArg(() => OrganizationFilter) filter: OrganizationFilter | null,
    @OrderArg(OrganizationOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and = filter?.search ? [contains<Organization>('nameKey', searchKey(filter.search))] : [];
    const where = { ...matching(Organization, filter, 'country', 'partnerId'), and };
    return reader.page(Organization, page, where, OrganizationOrder.columns(orderBy));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() organization: Organization, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, [{ action: organizationActions.update, blockedBy: [] }], organization);
  }

  @Mutation(() => OrganizationPayload, {
    description: 'Adds an organization that owns products. For ECOSYSTEM_MANAGER.',
  })
  organizationCreate(
    @InputArg() input: OrganizationCreateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Organization> {
    return products.createOrganization(tx, input);
  }

  @Mutation(() => OrganizationPayload, {
    description: 'Replaces the data of an organization. For ECOSYSTEM_MANAGER.',
  })
  organizationUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: OrganizationUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Organization> {
    return products.updateOrganization(tx, id, version, input);
  }
}

@Resolver(() => Product)
export class ProductOwnerResolver {
  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() product: Product, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, [{ action: productOwnerActions.assignOwner, blockedBy: [] }], product);
  }

  @Mutation(() => ProductPayload, {
    description:
      'Assigns a product to the organization that owns it, or to the vendor. Refused while an alliance counts on its owner. For ECOSYSTEM_MANAGER.',
  })
  productAssignOwner(
    @Args() { id, version }: RecordArgs,
    @Arg('organizationId', () => ID, {
      nullable: true,
      description: 'The organization that owns the product; the vendor if left out.',
    })
    organizationId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Product> {
    return products.assignOwner(tx, id, version, organizationId ?? null);
  }
}
