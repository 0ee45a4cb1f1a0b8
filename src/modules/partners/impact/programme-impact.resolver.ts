import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../shared/database/page';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { Partner } from '../firms/partner.entity';
import { benchOf } from '../gates/gate.reader';
import { Programme } from '../programmes/programme.entity';
import { Qualification } from '../qualifications/qualification.entity';
import { impactOf } from './programme-impact.reader';
import { PartnerImpact, QualificationImpact } from './programme-impact.types';

const PartnerImpactConnection = connectionTypeOf(PartnerImpact);

@Resolver()
export class ProgrammeImpactResolver {
  @Query(() => PartnerImpactConnection, {
    description:
      'What would change for whom if a draft were in force today: the active and suspended partners whose computed tier, or the gate of one of whose qualifications, would be another. Oldest partner first. For staff.',
  })
  async programmeImpact(
    @Arg('draftId', () => ID, { description: 'The draft of a programme that is compared with the one in force.' })
    draftId: string,
    @Args() page: PageArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PartnerImpact>> {
    const draft = await context.reader.require(Programme, draftId, ['draftId']);
    return impactOf(benchOf(context), draft, page);
  }
}

@Resolver(() => PartnerImpact)
export class PartnerImpactResolver {
  @FieldResolver(() => Partner, { description: 'Whom it concerns.' })
  partner(@Root() { id }: PartnerImpact, @Ctx() { reader }: Context): Promise<Partner> {
    return reader.require(Partner, id);
  }
}

@Resolver(() => QualificationImpact)
export class QualificationImpactResolver {
  @FieldResolver(() => Qualification, { description: 'What it concerns.' })
  qualification(@Root() impact: QualificationImpact, @Ctx() { reader }: Context): Promise<Qualification> {
    return reader.require(Qualification, impact.qualificationId);
  }
}
