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

  @FieldResolver(() => [LearningPathStep], {
    nullable: true,
    description: 'Where a person stands with each of the courses; null for a person whom you may not see.',
  })
  async steps(
    @Root() path: LearningPath,
    @Arg('userId', () => ID, { description: 'Who walks it.' }) userId: string,
    @Ctx() { reader }: Context,
  ): Promise<LearningPathStep[] | null> {
    const user = await reader.byId(User, userId);
    return user && stepsOf(reader, path, user);
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
    @InputArg() input: LearningPathSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<LearningPath> {
    return setLearningPath(tx, offeringId, version ?? null, input);
  }
}

@Resolver(() => LearningPathEntry)
export class LearningPathEntryResolver {
  @FieldResolver(() => Course, { description: 'The edition that is published now.' })
  course(@Root() entry: LearningPathEntry, @Ctx() { reader }: Context): Promise<Course> {
    return currentCourse(reader, entry.familyId);
  }

  @FieldResolver(() => [Course], { description: 'The courses that are to be completed before.' })
  prerequisites(@Root() entry: LearningPathEntry, @Ctx() { reader }: Context): Promise<Course[]> {
    return Promise.all((entry.prerequisites ?? []).map((familyId) => currentCourse(reader, familyId)));
  }
}

@Resolver(() => LearningPathStep)
export class LearningPathStepResolver {
  @FieldResolver(() => Course, { description: 'The edition that is published now.' })
  course(@Root() step: LearningPathStep, @Ctx() { reader }: Context): Promise<Course> {
    return currentCourse(reader, step.familyId);
  }

  @FieldResolver(() => [Course], { description: 'The prerequisites that the person has not completed.' })
  missing(@Root() step: LearningPathStep, @Ctx() { reader }: Context): Promise<Course[]> {
    return Promise.all(step.missingFamilyIds.map((familyId) => currentCourse(reader, familyId)));
  }

  @FieldResolver(() => Enrollment, {
    nullable: true,
    description: "The person's newest enrolment in an edition of the course; null where there is none.",
  })
  enrollment(@Root() step: LearningPathStep, @Ctx() { reader }: Context): Promise<Enrollment | null> {
    return reader.byId(Enrollment, step.enrollmentId);
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
