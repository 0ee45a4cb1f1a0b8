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
      'The effects of a draft as if it were in force today: the active and suspended partners whose computed tier would change, or a gate of whose qualifications would open or close. Oldest partner first. For staff only.',
  })
  async programmeImpact(
    @Arg('draftId', () => ID, { description: 'The draft to compare with the programme in force.' })
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
  @FieldResolver(() => Partner, { description: 'The affected partner.' })
  partner(@Root() { id }: PartnerImpact, @Ctx() { reader }: Context): Promise<Partner> {
    return reader.require(Partner, id);
  }
}

@Resolver(() => QualificationImpact)
export class QualificationImpactResolver {
  @FieldResolver(() => Qualification, { description: 'The affected qualification.' })
  qualification(@Root() impact: QualificationImpact, @Ctx() { reader }: Context): Promise<Qualification> {
    return reader.require(Qualification, impact.qualificationId);
  }
}
