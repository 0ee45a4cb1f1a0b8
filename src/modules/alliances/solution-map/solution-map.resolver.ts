import { Max, Min } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { FilterArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Product } from '../../catalog';
import { Project } from '../../projects';
import { deliveredTogether, namedProjects, suggestionPage } from './alliance-suggestion.reader';
import { AllianceSuggestion } from './alliance-suggestion.types';
import { solutionMap } from './solution-map.reader';
import { SolutionMap, SolutionMapFilter } from './solution-map.types';

const SuggestionConnection = connectionTypeOf(AllianceSuggestion);
const ProjectConnection = connectionTypeOf(Project);

@ArgsType()
class SuggestionArgs extends PageArgs {
  @Field(() => Int, {
    defaultValue: 3,
    description: 'The number of projects from which two products are suggested, from 1 to 1000.',
  })
  @Min(1)
  @Max(1000)
  minimumProjects!: number;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only projects that started on this day or later; all if omitted.',
  })
  since?: PlainDate | null;
}

@Resolver()
export class SolutionMapResolver {
  @Query(() => SolutionMap, {
    description:
      'A map from products by integrations, joint solutions and qualified partners to projects. Partner users find only what they see elsewhere: their own firm and its projects.',
  })
  solutionMap(
    @FilterArg(() => SolutionMapFilter) filter: SolutionMapFilter | null,
    @Ctx() { reader }: Context,
  ): Promise<SolutionMap> {
    return solutionMap(reader, filter ?? {});
  }
}

@Resolver(() => AllianceSuggestion)
export class AllianceSuggestionResolver {
  @Query(() => SuggestionConnection, {
    description:
      'Products of different owners that are often delivered together without an alliance, the most frequent first. Empty for roles that do not see alliances, and for partner users.',
  })
  allianceSuggestions(@Args() { minimumProjects, since = null, ...page }: SuggestionArgs, @Ctx() { reader }: Context) {
    return suggestionPage(reader, page, { minimumProjects, since });
  }

  @Query(() => ProjectConnection, {
    description:
      'The projects that deliver offerings of both products, newest first: the evidence of a suggestion. Planned and cancelled ones do not count. For partner users those that their firm is staffed on.',
  })
  projectsDeliveredTogether(
    @Args() page: PageArgs,
    @Arg('productId', () => ID, { description: 'One product.' }) productId: string,
    @Arg('otherProductId', () => ID, {
      description: 'The id of a second product; the order of the two does not matter.',
    })
    otherProductId: string,
    @Ctx() { reader }: Context,
  ) {
    const and = deliveredTogether(productId, otherProductId);
    return reader.page(Project, page, { and }, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => Product, { description: 'One product.' })
  product(@Root() { productId }: AllianceSuggestion, @Ctx() { reader }: Context): Promise<Product> {
    return reader.require(Product, productId);
  }

  @FieldResolver(() => Product, { description: 'The product that is often delivered together with it.' })
  otherProduct(@Root() { otherProductId }: AllianceSuggestion, @Ctx() { reader }: Context): Promise<Product> {
    return reader.require(Product, otherProductId);
  }

  @FieldResolver(() => [Project], {
    description: `The newest ${namedProjects} of the projects; \`projectsDeliveredTogether\` lists all.`,
  })
  async projects(@Root() { projectIds }: AllianceSuggestion, @Ctx() { reader }: Context): Promise<Project[]> {
    const found = await Promise.all(projectIds.map((id) => reader.byId(Project, id)));
    return found.filter((project) => project !== null);
  }
}
