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
    description: 'A certification; null where there is none that you may see.',
  })
  certification(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Certification | null> {
    return reader.byId(Certification, id);
  }

  @Query(() => CertificationConnection, {
    description: "Certifications, the newest first: all for staff, those of a partner's own people for its people.",
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

  @FieldResolver(() => CertificationStatus, { description: 'As it stands today.' })
  status(@Root() certification: Certification, @Ctx() { clock }: Context): CertificationStatus {
    return certificationStatusOn(certification, clock.today());
  }

  @FieldResolver(() => PlainDateScalar, {
    nullable: true,
    description:
      `From which day it can be renewed by itself: ${recertificationDays} days before its last; null where it never ends ` +
      'or was taken away.',
  })
  renewableFrom(@Root() certification: Certification): PlainDate | null {
    const { expiresOn, status } = certification;
    const ends = expiresOn !== null && status !== CertificationStatus.REVOKED;
    return ends ? addDays(expiresOn, -recertificationDays) : null;
  }

  @FieldResolver(() => CertificationEffect, {
    nullable: true,
    description:
      "What hangs on it: the firm's qualification in the offering, with and without it. Null where the firm has none, or " +
      'its programme asks for no certified members.',
  })
  effect(@Root() certification: Certification, @Ctx() context: Context): Promise<CertificationEffect | null> {
    return effectOf(certification, context);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  availableActions(@Root() certification: Certification, @Ctx() context: Context): Promise<AvailableAction[]> {
    const standing = certificationStatusOn(certification, context.clock.today());
    return availableActions(context, certificationLifecycle.available(standing), certification);
  }

  @Mutation(() => CertificationPayload, {
    description:
      'Opens recertification before it opens by itself, or anew for whom no attempts are left: attempts are counted from ' +
      'now on, and what was passed may be passed again. Of one that holds or has expired. By an ECOSYSTEM_MANAGER, never ' +
      'for oneself.',
  })
  certificationRenewOpen(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Certification> {
    return openRenewal(tx, id, version);
  }

  @Mutation(() => CertificationPayload, {
    description:
      'Takes a certification away; what was passed before counts no longer. By an ECOSYSTEM_MANAGER, never on oneself.',
  })
  certificationRevoke(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CertificationRevokeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Certification> {
    return revoke(tx, id, version, input.reason);
  }
}
