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
  @FieldResolver(() => [EnrollmentResult], { description: 'The outcome for each person.' })
  results(@Root() batch: EnrollmentBatch): EnrollmentResult[] {
    return batch.results;
  }

  @Mutation(() => EnrollmentBatchPayload, {
    description:
      'Enrolls all members of a partner, or the named people, in a published course, and returns the outcome for each. A person ' +
      'who is enrolled or has completed it is not enrolled twice. For ECOSYSTEM_MANAGER, and for a PARTNER_ADMIN about their ' +
      'own members.',
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
  @FieldResolver(() => User, { nullable: true, description: 'The person; null if you may not see them.' })
  user(@Root() result: EnrollmentResult, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, result.userId);
  }

  @FieldResolver(() => Enrollment, {
    nullable: true,
    description: 'The new enrollment, or the existing one; null if none exists.',
  })
  enrollment(@Root() result: EnrollmentResult, @Ctx() { reader }: Context): Promise<Enrollment | null> {
    return reader.byId(Enrollment, result.enrollmentId);
  }
}
