import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../shared/graphql/context';
import { Partner } from './partner.entity';
import { PartnerImpact, QualificationImpact } from './programme-impact.types';
import { Qualification } from './qualification.entity';

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
