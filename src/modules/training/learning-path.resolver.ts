import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { ServiceOffering } from '../catalog';
import { Course } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { setLearningPath } from './course.service';
import { LearningPath, LearningPathEntry } from './learning-path.entity';
import { LearningPathPayload, LearningPathSetInput } from './training.inputs';

@Resolver(() => LearningPath)
export class LearningPathResolver {
  @Query(() => LearningPath, {
    nullable: true,
    description: 'The courses that lead to the assessments of an offering; null where none are set.',
  })
  learningPath(
    @Arg('offeringId', () => ID, { description: 'The offering that it leads to.' }) offeringId: string,
    @Ctx() { reader }: Context,
  ): Promise<LearningPath | null> {
    return reader.first(LearningPath, { offeringId: offeringId as LearningPath['offeringId'] });
  }

  @FieldResolver(() => [LearningPathEntry], { description: 'The courses, in order.' })
  entries(@Root() path: LearningPath): LearningPathEntry[] {
    return path.entries;
  }

  @Mutation(() => LearningPathPayload, {
    description:
      'Decides which courses, in which order, lead to the assessments of an offering. By an ECOSYSTEM_MANAGER.',
  })
  learningPathSet(
    @Arg('offeringId', () => ID, { description: 'The offering that it leads to.' }) offeringId: string,
    @Arg('version', () => Int, {
      nullable: true,
      description: 'The version of the path that you saw; left out where there is none yet.',
    })
    version: number | null | undefined,
    @Arg('input', { description: 'The courses.' }) input: LearningPathSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<LearningPath> {
    return setLearningPath(tx, offeringId, version ?? null, input);
  }
}

@Resolver(() => LearningPathEntry)
export class LearningPathEntryResolver {
  @FieldResolver(() => Course, { description: 'The edition that is published now.' })
  async course(@Root() entry: LearningPathEntry, @Ctx() { reader }: Context): Promise<Course> {
    const present = { where: { status: CourseStatus.PUBLISHED } };
    return (await reader.listBy(Course, 'familyId', entry.familyId, present))[0]!;
  }
}

@Resolver(() => ServiceOffering)
export class OfferingLearningPathResolver {
  @FieldResolver(() => LearningPath, {
    nullable: true,
    description: 'The courses that lead to the assessments of the offering; null where none are set.',
  })
  async learningPath(@Root() offering: ServiceOffering, @Ctx() { reader }: Context): Promise<LearningPath | null> {
    return (await reader.listBy(LearningPath, 'offeringId', offering.id))[0] ?? null;
  }
}
