import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { InputArg } from '../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { ServiceOffering } from '../catalog';
import { User } from '../identity';
import { Course } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { LearningPath, LearningPathEntry } from './learning-path.entity';
import { currentCourse, LearningPathStep, stepsOf } from './learning-path.reader';
import { setLearningPath } from './learning-path.service';
import { LearningPathPayload, LearningPathSetInput } from './training.inputs';

@Resolver(() => LearningPath)
export class LearningPathResolver {
  @Query(() => LearningPath, {
    nullable: true,
    description: 'The courses that prepare for the assessments of an offering; null if none are set.',
  })
  learningPath(
    @Arg('offeringId', () => ID, { description: 'The offering that the path prepares for.' }) offeringId: string,
    @Ctx() { reader }: Context,
  ): Promise<LearningPath | null> {
    return reader.first(LearningPath, { offeringId: offeringId as LearningPath['offeringId'] });
  }

  @FieldResolver(() => [LearningPathEntry], { description: 'The courses, in order.' })
  entries(@Root() path: LearningPath): LearningPathEntry[] {
    return path.entries;
  }

  @FieldResolver(() => [LearningPathStep], {
    nullable: true,
    description: "A person's state in each of the courses; null if you may not see the person.",
  })
  async steps(
    @Root() path: LearningPath,
    @Arg('userId', () => ID, { description: 'The person whose state to show.' }) userId: string,
    @Ctx() { reader }: Context,
  ): Promise<LearningPathStep[] | null> {
    const user = await reader.byId(User, userId);
    return user && stepsOf(reader, path, user);
  }

  @Mutation(() => LearningPathPayload, {
    description:
      'Sets which courses, in which order, prepare for the assessments of an offering. For ECOSYSTEM_MANAGER.',
  })
  learningPathSet(
    @Arg('offeringId', () => ID, { description: 'The offering that the path prepares for.' }) offeringId: string,
    @Arg('version', () => Int, {
      nullable: true,
      description: "The path's version as you last read it; omit it if there is no path yet.",
    })
    version: number | null | undefined,
    @InputArg() input: LearningPathSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<LearningPath> {
    return setLearningPath(tx, offeringId, version ?? null, input);
  }
}

@Resolver(() => LearningPathEntry)
export class LearningPathEntryResolver {
  @FieldResolver(() => Course, { description: 'The current edition.' })
  course(@Root() entry: LearningPathEntry, @Ctx() { reader }: Context): Promise<Course> {
    return currentCourse(reader, entry.familyId);
  }

  @FieldResolver(() => [Course], { description: 'The courses that must be completed before this one.' })
  prerequisites(@Root() entry: LearningPathEntry, @Ctx() { reader }: Context): Promise<Course[]> {
    return Promise.all((entry.prerequisites ?? []).map((familyId) => currentCourse(reader, familyId)));
  }
}

@Resolver(() => LearningPathStep)
export class LearningPathStepResolver {
  @FieldResolver(() => Course, { description: 'The current edition.' })
  course(@Root() step: LearningPathStep, @Ctx() { reader }: Context): Promise<Course> {
    return currentCourse(reader, step.familyId);
  }

  @FieldResolver(() => [Course], { description: 'The prerequisites that the person has not completed.' })
  missing(@Root() step: LearningPathStep, @Ctx() { reader }: Context): Promise<Course[]> {
    return Promise.all(step.missingFamilyIds.map((familyId) => currentCourse(reader, familyId)));
  }

  @FieldResolver(() => Enrollment, {
    nullable: true,
    description: "The person's newest enrollment in an edition of the course; null if none exists.",
  })
  enrollment(@Root() step: LearningPathStep, @Ctx() { reader }: Context): Promise<Enrollment | null> {
    return reader.byId(Enrollment, step.enrollmentId);
  }
}

@Resolver(() => ServiceOffering)
export class OfferingLearningPathResolver {
  @FieldResolver(() => LearningPath, {
    nullable: true,
    description: 'The courses that prepare for the assessments of the offering; null if none are set.',
  })
  async learningPath(@Root() offering: ServiceOffering, @Ctx() { reader }: Context): Promise<LearningPath | null> {
    return (await reader.listBy(LearningPath, 'offeringId', offering.id))[0] ?? null;
  }
}
