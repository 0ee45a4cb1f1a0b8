import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { Incident } from './incident.entity';
import { incidentLifecycle } from './incident.lifecycle';
import * as incidents from './incident.service';
import { isWithin, targetRate } from './incident-targets.formula';
import { inRegister } from './register.service';
import {
  IncidentFilter,
  IncidentOpenInput,
  IncidentPayload,
  IncidentResolveInput,
  IncidentRespondInput,
  IncidentTargetRates,
  IncidentUpdateInput,
} from './registers.inputs';

const IncidentConnection = connectionTypeOf(Incident);

const byThoseOnIt = 'Everyone on the project may do this.';

@Resolver(() => Incident)
export class IncidentResolver {
  @Query(() => Incident, {
    nullable: true,
    description: 'An incident by its id; null if it does not exist or you may not see it.',
  })
  incident(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Incident | null> {
    return reader.byId(Incident, id);
  }

  @Query(() => IncidentConnection, {
    description: 'Incidents, oldest first. Staff see all, partner users those that concern their firm.',
  })
  incidents(
    @Args() page: PageArgs,
    @FilterArg(() => IncidentFilter) filter: IncidentFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = {
      ...matching(Incident, filter, 'projectId', 'partnerId', 'status', 'severity'),
    };
    return reader.page(Incident, page, where, [{ column: 'openedAt' }]);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the response met its target; null while it still can.',
  })
  respondedInTime(@Root() incident: Incident, @Ctx() { clock }: Context): boolean | null {
    return respondedInTime(incident, clock.now());
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the resolution met its target; null while it still can.',
  })
  resolvedInTime(@Root() incident: Incident, @Ctx() { clock }: Context): boolean | null {
    return resolvedInTime(incident, clock.now());
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() incident: Incident, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const project = await reader.require(Project, incident.projectId);
    const subject = await inRegister(reader, context.viewer, incident, project);
    return availableActions(context, incidentLifecycle.available(incident.status), subject);
  }

  @Mutation(() => IncidentPayload, { description: `Records that something went wrong on a project. ${byThoseOnIt}` })
  incidentOpen(@InputArg() input: IncidentOpenInput, @Ctx() { tx }: MutationContext): Promise<Incident> {
    return incidents.open(tx, input);
  }

  @Mutation(() => IncidentPayload, {
    description:
      'Replaces the description of an incident that is not resolved. Its author, while on the project, or the PROJECT_MANAGER who answers for it may do this.',
  })
  incidentUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: IncidentUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Incident> {
    return incidents.update(tx, id, version, input);
  }

  @Mutation(() => IncidentPayload, { description: `Records that someone works on an incident. ${byThoseOnIt}` })
  incidentRespond(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: IncidentRespondInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Incident> {
    return incidents.respond(tx, id, version, input);
  }

  @Mutation(() => IncidentPayload, {
    description: `Resolves an incident, with its resolution and root cause. Without an earlier response, this also counts as the response. ${byThoseOnIt}`,
  })
  incidentResolve(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: IncidentResolveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Incident> {
    return incidents.resolve(tx, id, version, input);
  }
}

@Resolver(() => Project)
export class IncidentTargetRatesResolver {
  @FieldResolver(() => IncidentTargetRates, {
    description:
      'The share of its incidents that met their targets; for partner users, only those that concern their firm.',
  })
  async incidentTargetRates(@Root() project: Project, @Ctx() { reader, clock }: Context): Promise<IncidentTargetRates> {
    const all = await reader.listBy(Incident, 'projectId', project.id);
    const now = clock.now();
    return {
      response: targetRate(all.map((incident) => respondedInTime(incident, now)))?.toFixed(2) ?? null,
      resolution: targetRate(all.map((incident) => resolvedInTime(incident, now)))?.toFixed(2) ?? null,
      sampleSize: all.length,
    };
  }
}

function respondedInTime({ openedAt, respondedAt, responseTargetMinutes }: Incident, now: Date): boolean | null {
  return isWithin(openedAt, respondedAt, responseTargetMinutes, now);
}

function resolvedInTime({ openedAt, resolvedAt, resolutionTargetMinutes }: Incident, now: Date): boolean | null {
  return isWithin(openedAt, resolvedAt, resolutionTargetMinutes, now);
}
