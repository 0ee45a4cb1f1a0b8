import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../shared/access/viewer';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { InputArg, ReasonArgs, RecordArgs } from '../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { OfferingPayload, OfferingUpdateInput } from './catalog.inputs';
import { ServiceOffering } from './offering.entity';
import { offeringLifecycle, partnerAccessOf } from './offering.lifecycle';
import * as offerings from './offering.service';
import { unmet } from './partner-gate.formula';
import { PartnerGate } from './partner-gate.types';
import { gateOf } from './playbook.reader';

@Resolver(() => ServiceOffering)
export class OfferingResolver {
  @FieldResolver(() => PartnerGate, {
    nullable: true,
    description: 'The criteria for opening this offering to partners, met or not. Null for partner roles.',
  })
  async partnerGate(
    @Root() offering: ServiceOffering,
    @Ctx() { reader, viewer }: Context,
  ): Promise<PartnerGate | null> {
    if (!isInternal(viewer)) return null;
    const criteria = await gateOf(reader, offering);
    return { satisfied: unmet(criteria).length === 0, criteria };
  }

  @FieldResolver(() => [AvailableAction], {
    description: 'The steps that are possible next, and whether you may take them; empty for partner roles.',
  })
  async availableActions(@Root() offering: ServiceOffering, @Ctx() context: Context): Promise<AvailableAction[]> {
    if (!isInternal(context.viewer)) return [];
    const conditions = { gate: await gateOf(context.reader, offering) };
    const steps = offeringLifecycle.available(partnerAccessOf(offering), conditions);
    return availableActions(context, steps, offering);
  }

  @Mutation(() => OfferingPayload, {
    description:
      'Replaces the whole content of an offering. Refused if the published playbook uses a phase or role that would be removed, and, while the offering is open to partners, if its gate would no longer be met. For ECOSYSTEM_MANAGER.',
  })
  offeringUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: OfferingUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ServiceOffering> {
    return offerings.update(tx, id, version, input);
  }

  @Mutation(() => OfferingPayload, {
    description:
      'Opens an offering to partners, who may then be recruited and trained for it. Its gate requires a published playbook, an acceptance standard for each deliverable, and planned hours. For ECOSYSTEM_MANAGER.',
  })
  offeringOpenToPartners(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ServiceOffering> {
    return offerings.openToPartners(tx, id, version);
  }

  @Mutation(() => OfferingPayload, {
    description:
      'Closes an offering to partners. Existing qualifications and deliveries continue. For ECOSYSTEM_MANAGER.',
  })
  offeringCloseToPartners(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ServiceOffering> {
    return offerings.closeToPartners(tx, id, version, reason);
  }
}
