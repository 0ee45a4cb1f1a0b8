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
  @Query(() => Qualification, {
    nullable: true,
    description: 'A qualification by its id; null if it does not exist or you may not see it.',
  })
  qualification(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Qualification | null> {
    return reader.byId(Qualification, id);
  }

  @Mutation(() => QualificationPayload, {
    description:
      'Opens a qualification of an active partner for a service offering. Only an ECOSYSTEM_MANAGER may do this.',
  })
  qualificationOpen(@InputArg() input: QualificationOpenInput, @Ctx() { tx }: MutationContext): Promise<Qualification> {
    return qualifications.open(tx, input);
  }

  @Mutation(() => QualificationPayload, {
    description: 'Advances a qualification that passes the gate in front of it. Only an ECOSYSTEM_MANAGER may do this.',
  })
  qualificationAdvance(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Qualification> {
    return qualifications.advance(tx, id, version);
  }

  @Mutation(() => QualificationPayload, {
    description: 'Revokes a qualification for good; a new one may be opened. Only an ECOSYSTEM_MANAGER may do this.',
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
      'The gate in front of the next step forward, or of the recovery of a lapsed one; null at INDEPENDENT and REVOKED, and if no programme is in force.',
  })
  async gate(@Root() qualification: Qualification, @Ctx() context: Context): Promise<Gate | null> {
    return publishGate(context, await judgeNextGate(benchOf(context), qualification));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
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
