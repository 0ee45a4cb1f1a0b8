import { Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { InputArg } from '../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { User } from '../identity';
import { Enrollment } from './enrollment.entity';
import { EnrollmentBatch, EnrollmentResult } from './enrollment-batch.entity';
import { createEnrollmentBatch } from './enrollment-batch.service';
import { EnrollmentBatchCreateInput, EnrollmentBatchPayload } from './training.inputs';

@Resolver(() => EnrollmentBatch)
export class EnrollmentBatchResolver {
  @FieldResolver(() => [EnrollmentResult], { description: 'What came of each person.' })
  results(@Root() batch: EnrollmentBatch): EnrollmentResult[] {
    return batch.results;
  }

  @Mutation(() => EnrollmentBatchPayload, {
    description:
      'Enrols a whole partner, or some people, in a published course, and says what came of each: who is in it, or has ' +
      'completed it, is not enrolled twice. By an ECOSYSTEM_MANAGER, by a PARTNER_ADMIN for own members.',
  })
  enrollmentBatchCreate(
    @InputArg() input: EnrollmentBatchCreateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<EnrollmentBatch> {
    return createEnrollmentBatch(tx, input);
  }
}

@Resolver(() => EnrollmentResult)
export class EnrollmentResultResolver {
  @FieldResolver(() => User, { nullable: true, description: 'Who; null where you may not see them.' })
  user(@Root() result: EnrollmentResult, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, result.userId);
  }

  @FieldResolver(() => Enrollment, {
    nullable: true,
    description: 'The new enrolment, or the one that was there; null where there is none.',
  })
  enrollment(@Root() result: EnrollmentResult, @Ctx() { reader }: Context): Promise<Enrollment | null> {
    return reader.byId(Enrollment, result.enrollmentId);
  }
}
