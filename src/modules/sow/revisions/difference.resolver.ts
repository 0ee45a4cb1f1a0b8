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
      'What differs between two revisions of the statement of work of one project, in words; empty between one and itself. Without budgets, rates and the resource lines of others for partner roles.',
  })
  async sowDifference(
    @Arg('from', () => ID, { description: 'The revision before.' }) from: string,
    @Arg('to', () => ID, { description: 'The revision after.' }) to: string,
    @Ctx() { reader, viewer }: Context,
  ) {
    const [left, right] = await Promise.all([
      reader.require(StatementOfWork, from, ['from']),
      reader.require(StatementOfWork, to, ['to']),
    ]);
    if (left.projectId !== right.projectId) {
      throw new InvalidInputError('The two are of different projects.', ['to']);
    }
    const [before, after] = await Promise.all([sowContentOf(reader, left), sowContentOf(reader, right)]);
    const nameOf = await namesIn(reader, before, after);
    return differenceOf(sowShape, before, after, { of: sightOf(viewer), partnerId: viewer.partnerId, nameOf });
  }
}
