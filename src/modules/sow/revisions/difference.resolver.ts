import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { differenceOf } from '../../../shared/domain/content/difference';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { Context } from '../../../shared/graphql/context';
import { sowShape } from '../content/content.formula';
import { sowContentOf, namesIn, sightOf } from '../content/content.reader';
import { SowChange } from './difference.types';
import { StatementOfWork } from '../content/sow.entity';

@Resolver()
export class SowDifferenceResolver {
  @Query(() => [SowChange], {
    description:
      "The differences between two revisions of a project's statement of work, in words; empty between a revision and itself. Without budgets, rates and the resource lines of others for partner roles.",
  })
  async sowDifference(
    @Arg('from', () => ID, { description: 'The first revision.' }) from: string,
    @Arg('to', () => ID, { description: 'The second revision.' }) to: string,
    @Ctx() { reader, viewer }: Context,
  ) {
    const [left, right] = await Promise.all([
      reader.require(StatementOfWork, from, ['from']),
      reader.require(StatementOfWork, to, ['to']),
    ]);
    if (left.projectId !== right.projectId) {
      throw new InvalidInputError('The two revisions belong to different projects.', ['to']);
    }
    const [before, after] = await Promise.all([sowContentOf(reader, left), sowContentOf(reader, right)]);
    const nameOf = await namesIn(reader, before, after);
    return differenceOf(sowShape, before, after, { of: sightOf(viewer), partnerId: viewer.partnerId, nameOf });
  }
}
