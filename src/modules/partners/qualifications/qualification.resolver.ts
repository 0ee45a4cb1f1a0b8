import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { IdArg, InputArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { publishGate } from '../gates/gate.publish';
import { benchOf } from '../gates/gate.reader';
import { Gate } from '../gates/gate.types';
import { judgeNextGate } from './qualification-gates.reader';
import { Qualification } from './qualification.entity';
import { QualificationOpenInput, QualificationPayload } from './qualification.inputs';
import { qualificationLifecycle } from './qualification.lifecycle';
import * as qualifications from './qualification.service';

@Resolver(() => Qualification)
export class QualificationResolver {
  @Query(() => Qualification, { nullable: true, description: 'A qualification that you may see.' })
  qualification(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Qualification | null> {
    return reader.byId(Qualification, id);
  }

  @Mutation(() => QualificationPayload, {
    description: 'Lets an active partner begin to qualify for a service offering. By an ECOSYSTEM_MANAGER.',
  })
  qualificationOpen(@InputArg() input: QualificationOpenInput, @Ctx() { tx }: MutationContext): Promise<Qualification> {
    return qualifications.open(tx, input);
  }

  @Mutation(() => QualificationPayload, {
    description: 'Takes a qualification through the gate in front of it. By an ECOSYSTEM_MANAGER.',
  })
  qualificationAdvance(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Qualification> {
    return qualifications.advance(tx, id, version);
  }

  @Mutation(() => QualificationPayload, {
    description: 'Takes a qualification away, for good; a new one may be opened. By an ECOSYSTEM_MANAGER.',
  })
  qualificationRevoke(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<Qualification> {
    return qualifications.revoke(tx, id, version, reason);
  }

  @FieldResolver(() => Gate, {
    nullable: true,
    description:
      'The gate in front of the next step forward, or of the way back for a lapsed one; null at INDEPENDENT and REVOKED, and where no programme is in force.',
  })
  async gate(@Root() qualification: Qualification, @Ctx() context: Context): Promise<Gate | null> {
    return publishGate(context, await judgeNextGate(benchOf(context), qualification));
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  async availableActions(@Root() qualification: Qualification, @Ctx() context: Context): Promise<AvailableAction[]> {
    const [partner, gate] = await Promise.all([
      context.reader.byId(Partner, qualification.partnerId),
      judgeNextGate(benchOf(context), qualification),
    ]);
    const conditions = { partnerActive: partner?.status === PartnerStatus.ACTIVE, gate: gate?.criteria ?? [] };
    const steps = qualificationLifecycle.available(qualification.stage, conditions);
    return availableActions(context, steps, qualification);
  }
}
