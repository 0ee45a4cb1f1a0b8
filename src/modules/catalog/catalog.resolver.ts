import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { column, contains, sql } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
import { FilterArg, IdArg, InputArg, type Order, OrderArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import {
  CatalogOrder,
  OfferingCreateInput,
  OfferingFilter,
  OfferingPayload,
  ProductCreateInput,
  ProductUpdateInput,
  ProductFilter,
  ProductPayload,
} from './catalog.inputs';
import * as catalog from './catalog.service';
import { ServiceOffering } from './offering.entity';
import { Product } from './product.entity';

const ProductConnection = connectionTypeOf(Product);
const OfferingConnection = connectionTypeOf(ServiceOffering);

const named = (search?: string | null) =>
  search ? [contains<Product | ServiceOffering>('nameKey', searchKey(search))] : [];
const opened = (wanted?: boolean | null) => {
  if (wanted == null) return [];
  const since = column<ServiceOffering>('openedToPartnersAt');
  return [wanted ? sql`${since} IS NOT NULL` : sql`${since} IS NULL`];
};

@Resolver()
export class CatalogResolver {
  @Query(() => Product, { nullable: true, description: 'A product; null if it does not exist.' })
  product(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Product | null> {
    return reader.byId(Product, id);
  }

  @Query(() => ProductConnection, { description: 'The products of the catalog.' })
  products(
    @Args() page: PageArgs,
    @FilterArg(() => ProductFilter) filter: ProductFilter | null,
    @OrderArg(CatalogOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and = [
      ...named(filter?.search),
      ...(filter?.capability ? [contains<Product>('capabilityKey', searchKey(filter.capability))] : []),
    ];
    return reader.page(Product, page, { and }, CatalogOrder.columns(orderBy));
  }

  @Query(() => ServiceOffering, { nullable: true, description: 'A service offering; null if it does not exist.' })
  offering(@IdArg() id: string, @Ctx() { reader }: Context): Promise<ServiceOffering | null> {
    return reader.byId(ServiceOffering, id);
  }

  @Query(() => OfferingConnection, { description: 'The service offerings of the catalog.' })
  offerings(
    @Args() page: PageArgs,
    @FilterArg(() => OfferingFilter) filter: OfferingFilter | null,
    @OrderArg(CatalogOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(ServiceOffering, filter, 'productId', 'standardisation');
    return reader.page(
      ServiceOffering,
      page,
      { ...where, and: [...opened(filter?.openToPartners), ...named(filter?.search)] },
      CatalogOrder.columns(orderBy),
    );
  }

  @Mutation(() => ProductPayload, { description: 'Adds a product to the catalog. For ECOSYSTEM_MANAGER.' })
  productCreate(@InputArg() input: ProductCreateInput, @Ctx() { tx }: MutationContext): Promise<Product> {
    return catalog.createProduct(tx, input);
  }

  @Mutation(() => ProductPayload, { description: 'Replaces the description of a product. For ECOSYSTEM_MANAGER.' })
  productUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ProductUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Product> {
    return catalog.updateProduct(tx, id, version, input);
  }

  @Mutation(() => OfferingPayload, {
    description: 'Adds a service offering to the catalog. For ECOSYSTEM_MANAGER.',
  })
  offeringCreate(@InputArg() input: OfferingCreateInput, @Ctx() { tx }: MutationContext): Promise<ServiceOffering> {
    return catalog.createOffering(tx, input);
  }
}
