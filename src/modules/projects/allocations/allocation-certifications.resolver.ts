import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Context } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Certification, CertificationStatus } from '../../assessments';
import { Allocation } from './allocation.entity';
import type { Days } from '../calendars/person-time.formula';
import { uncoveredDays } from './certified-days.formula';
import { Project } from '../projects/project.entity';
import { isOpen } from '../projects/project.lifecycle';

@ObjectType({
  simpleResolvers: true,
  description: 'Consecutive days on which a person is allocated without a certification.',
})
class UncertifiedDays implements Days {
  @Field(() => PlainDateScalar, { description: 'The first day of the run.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the run.' })
  until!: PlainDate;
}

@Resolver(() => Allocation)
export class AllocationCertificationsResolver {
  @FieldResolver(() => [UncertifiedDays], {
    description:
      "The days of this allocation, from today on, on which the partner's member holds no certification for the offering, because it expires or was revoked. The allocation continues nevertheless. Empty for the vendor's staff.",
  })
  async uncertifiedDays(@Root() allocation: Allocation, @Ctx() { reader, clock }: Context): Promise<Days[]> {
    const { userId, offeringId, partnerId, startsOn, endsOn } = allocation;
    const today = clock.today();
    if (partnerId === null || endsOn < today) return [];
    const certifications = await reader.unnarrowed.listBy(Certification, 'userId', userId);
    const periods = certifications
      .filter((each) => each.offeringId === offeringId && each.status !== CertificationStatus.REVOKED)
      .map(({ issuedOn, expiresOn }) => ({ from: issuedOn, until: expiresOn }));
    return uncoveredDays({ from: startsOn, until: endsOn }, today, periods);
  }
}

@Resolver(() => Certification)
export class CertifiedAllocationsResolver {
  @FieldResolver(() => [Allocation], {
    description:
      "The holder's current and future allocations in the offering, on projects that have not ended: these would continue without a certification if this one expires or is revoked. Only those that you may see.",
  })
  async allocations(@Root() certification: Certification, @Ctx() { reader, clock }: Context): Promise<Allocation[]> {
    const ofPerson = await reader.listBy(Allocation, 'userId', certification.userId, {
      orderBy: [{ column: 'startsOn' }, { column: 'id' }],
    });
    const current = ofPerson.filter(
      ({ offeringId, endsOn }) => offeringId === certification.offeringId && endsOn >= clock.today(),
    );
    const projects = await Promise.all(current.map(({ projectId }) => reader.unnarrowed.require(Project, projectId)));
    return current.filter((_, index) => isOpen(projects[index]!.status));
  }
}
