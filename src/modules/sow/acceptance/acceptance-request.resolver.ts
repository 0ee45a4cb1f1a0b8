import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { Deliverable } from '../content/sow-parts.entity';
import { AcceptanceRequest } from './acceptance-request.entity';
import { AcceptanceRequestCreateInput, AcceptanceRequestPayload } from './acceptance-request.inputs';
import { acceptanceRequestLifecycle, AcceptanceRequestStatus, statusAt } from './acceptance-request.lifecycle';
import { pathOf } from './acceptance.links';
import * as requests from './acceptance-request.service';

const byManager = 'Only the PROJECT_MANAGER who answers for the project may do this.';

@Resolver(() => AcceptanceRequest)
export class AcceptanceRequestResolver {
  @Query(() => AcceptanceRequest, {
    nullable: true,
    description: 'An acceptance request by its id; null if it does not exist or you may not see it.',
  })
  acceptanceRequest(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AcceptanceRequest | null> {
    return reader.byId(AcceptanceRequest, id);
  }

  @FieldResolver(() => AcceptanceRequestStatus, {
    description: 'The status as of now, including whether the link has expired.',
  })
  status(@Root() request: AcceptanceRequest, @Ctx() { clock }: Context): AcceptanceRequestStatus {
    return statusAt(request, clock.now());
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The link to send to the contact; anyone who has it can decide in their name. Returned only by the mutation that creates it, null everywhere else.',
  })
  url(@Root() request: AcceptanceRequest, @Ctx() { publicUrl }: Context): string | null {
    const token = requests.tokenOf(request);
    return token ? publicUrl + pathOf(token) : null;
  }

  @FieldResolver(() => [Deliverable], { description: 'The deliverables to decide on.' })
  async deliverables(@Root() request: AcceptanceRequest, @Ctx() { reader }: Context): Promise<Deliverable[]> {
    const found = await Promise.all(request.deliverableIds.map((id) => reader.byId(Deliverable, id)));
    return found.filter((deliverable) => deliverable !== null);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() request: AcceptanceRequest, @Ctx() context: Context): Promise<AvailableAction[]> {
    const project = await context.reader.require(Project, request.projectId);
    const steps = acceptanceRequestLifecycle.available(statusAt(request, context.clock.now()));
    return availableActions(context, steps, { record: request, project });
  }

  @Mutation(() => AcceptanceRequestPayload, {
    description: `Creates a link through which a contact of the customer decides on deliverables, once and without a login. ${byManager}`,
  })
  acceptanceRequestCreate(
    @InputArg() input: AcceptanceRequestCreateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AcceptanceRequest> {
    return requests.createRequest(tx, input);
  }

  @Mutation(() => AcceptanceRequestPayload, {
    description: `Revokes a link that has not been used. ${byManager}`,
  })
  acceptanceRequestRevoke(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AcceptanceRequest> {
    return requests.revokeRequest(tx, id, version);
  }
}
