import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { recertificationDays } from '../attempts/admission.formula';
import { CertificationEffect, effectOf } from './certification.effect';
import { Certification } from './certification.entity';
import { CertificationFilter, CertificationPayload, CertificationRevokeInput } from './certification.inputs';
import { certificationLifecycle, certificationStatusOn, CertificationStatus } from './certification.lifecycle';
import { standsOn } from './certification.metrics';
import { openRenewal, revoke } from './certification.service';

const CertificationConnection = connectionTypeOf(Certification);

@Resolver(() => Certification)
export class CertificationResolver {
  @Query(() => Certification, {
    nullable: true,
    description: 'A certification by its id; null if it does not exist or you may not see it.',
  })
  certification(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Certification | null> {
    return reader.byId(Certification, id);
  }

  @Query(() => CertificationConnection, {
    description: 'Certifications, newest first. Staff see all, partner users those of their firm.',
  })
  certifications(
    @Args() page: PageArgs,
    @FilterArg(() => CertificationFilter)
    filter: CertificationFilter | null,
    @Ctx() { reader, clock }: Context,
  ) {
    const { status } = filter ?? {};
    const where = {
      ...matching(Certification, filter, 'userId', 'partnerId', 'offeringId'),
      and: status ? [standsOn(status, clock.today())] : [],
    };
    return reader.page(Certification, page, where, [{ column: 'issuedOn', direction: 'DESC' }]);
  }

  @FieldResolver(() => CertificationStatus, { description: 'The status as of today.' })
  status(@Root() certification: Certification, @Ctx() { clock }: Context): CertificationStatus {
    return certificationStatusOn(certification, clock.today());
  }

  @FieldResolver(() => PlainDateScalar, {
    nullable: true,
    description: `The day from which it can be renewed: ${recertificationDays} days before its last day; null if it never ends or was revoked.`,
  })
  renewableFrom(@Root() certification: Certification): PlainDate | null {
    const { expiresOn, status } = certification;
    const ends = expiresOn !== null && status !== CertificationStatus.REVOKED;
    return ends ? addDays(expiresOn, -recertificationDays) : null;
  }

  @FieldResolver(() => CertificationEffect, {
    nullable: true,
    description:
      "The effect on the firm's qualification in the offering, with and without this certification. Null if the firm has no such qualification, or its programme does not require certified members.",
  })
  effect(@Root() certification: Certification, @Ctx() context: Context): Promise<CertificationEffect | null> {
    return effectOf(certification, context);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() certification: Certification, @Ctx() context: Context): Promise<AvailableAction[]> {
    const standing = certificationStatusOn(certification, context.clock.today());
    return availableActions(context, certificationLifecycle.available(standing), certification);
  }

  @Mutation(() => CertificationPayload, {
    description:
      'Opens recertification before it opens on its own, or again for a person without attempts left: attempts are counted from now on, and passed assessments can be passed again. For a valid or expired certification. Only an ECOSYSTEM_MANAGER may do this, never for themselves.',
  })
  certificationRenewOpen(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Certification> {
    return openRenewal(tx, id, version);
  }

  @Mutation(() => CertificationPayload, {
    description:
      'Revokes a certification; earlier passes no longer count. Only an ECOSYSTEM_MANAGER may do this, never for themselves.',
  })
  certificationRevoke(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CertificationRevokeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Certification> {
    return revoke(tx, id, version, input.reason);
  }
}
