import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { column, contains, sql } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
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

const byName = [{ column: 'nameKey' }];
const ordered = (order: CatalogOrder | null) =>
  order ? [{ column: order.field, direction: order.direction }] : byName;
const named = (search?: string | null) => (search ? [contains('nameKey', searchKey(search))] : []);
const opened = (wanted?: boolean | null) => {
  if (wanted == null) return [];
  const since = column('openedToPartnersAt');
  return [wanted ? sql`${since} IS NOT NULL` : sql`${since} IS NULL`];
};

@Resolver()
export class CatalogResolver {
  @Query(() => Product, { nullable: true, description: 'A product; null where there is none.' })
  product(@Arg('id', () => ID) id: string, @Ctx() { reader }: Context): Promise<Product | null> {
    return reader.byId(Product, id);
  }

  @Query(() => ProductConnection, { description: 'The products of the catalogue.' })
  products(
    @Args() page: PageArgs,
    @Arg('filter', () => ProductFilter, { nullable: true }) filter: ProductFilter | null,
    @Arg('orderBy', () => CatalogOrder, { nullable: true }) orderBy: CatalogOrder | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(Product, page, { and: named(filter?.search) }, ordered(orderBy));
  }

  @Query(() => ServiceOffering, { nullable: true, description: 'A service offering; null where there is none.' })
  offering(@Arg('id', () => ID) id: string, @Ctx() { reader }: Context): Promise<ServiceOffering | null> {
    return reader.byId(ServiceOffering, id);
  }

  @Query(() => OfferingConnection, { description: 'The service offerings of the catalogue.' })
  offerings(
    @Args() page: PageArgs,
    @Arg('filter', () => OfferingFilter, { nullable: true }) filter: OfferingFilter | null,
    @Arg('orderBy', () => CatalogOrder, { nullable: true }) orderBy: CatalogOrder | null,
    @Ctx() { reader }: Context,
  ) {
    const { productId, standardisation, openToPartners, search } = filter ?? {};
    const where = { productId: (productId as never) ?? undefined, standardisation: standardisation ?? undefined };
    return reader.page(
      ServiceOffering,
      page,
      { ...where, and: [...opened(openToPartners), ...named(search)] },
      ordered(orderBy),
    );
  }

  @Mutation(() => ProductPayload, { description: 'Adds a product to the catalogue. By an ECOSYSTEM_MANAGER.' })
  productCreate(@Arg('input') input: ProductCreateInput, @Ctx() { tx }: MutationContext): Promise<Product> {
    return catalog.createProduct(tx, input);
  }

  @Mutation(() => ProductPayload, { description: 'Corrects what is said of a product. By an ECOSYSTEM_MANAGER.' })
  productUpdate(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Arg('input') input: ProductUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Product> {
    return catalog.updateProduct(tx, id, version, input);
  }

  @Mutation(() => OfferingPayload, {
    description: 'Adds a service offering to the catalogue. By an ECOSYSTEM_MANAGER.',
  })
  offeringCreate(@Arg('input') input: OfferingCreateInput, @Ctx() { tx }: MutationContext): Promise<ServiceOffering> {
    return catalog.createOffering(tx, input);
  }
}
