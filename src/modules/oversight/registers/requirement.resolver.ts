import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { inRegister } from './register.service';
import {
  RequirementDecideInput,
  RequirementFilter,
  RequirementPayload,
  RequirementRaiseInput,
  RequirementUpdateInput,
} from './registers.inputs';
import { Requirement } from './requirement.entity';
import { requirementLifecycle } from './requirement.lifecycle';
import * as requirements from './requirement.service';

const RequirementConnection = connectionTypeOf(Requirement);

@Resolver(() => Requirement)
export class RequirementResolver {
  @Query(() => Requirement, {
    nullable: true,
    description: 'A requirement by its id; null if it does not exist or you may not see it.',
  })
  requirement(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Requirement | null> {
    return reader.byId(Requirement, id);
  }

  @Query(() => RequirementConnection, {
    description: 'Requirements, oldest first. Staff see all, partner users those that concern their firm.',
  })
  requirements(
    @Args() page: PageArgs,
    @FilterArg(() => RequirementFilter) filter: RequirementFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = {
      ...matching(Requirement, filter, 'projectId', 'partnerId', 'status', 'decision'),
    };
    return reader.page(Requirement, page, where, [{ column: 'createdAt' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() requirement: Requirement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const project = await reader.require(Project, requirement.projectId);
    const subject = await inRegister(reader, context.viewer, requirement, project);
    return availableActions(context, requirementLifecycle.available(requirement.status), subject);
  }

  @Mutation(() => RequirementPayload, {
    description: 'Records a requirement of a project. Everyone on the project may do this.',
  })
  requirementRaise(@InputArg() input: RequirementRaiseInput, @Ctx() { tx }: MutationContext): Promise<Requirement> {
    return requirements.raise(tx, input);
  }

  @Mutation(() => RequirementPayload, {
    description:
      'Replaces the description of an open requirement. Its author, while on the project, or the PROJECT_MANAGER who answers for it may do this.',
  })
  requirementUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: RequirementUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Requirement> {
    return requirements.update(tx, id, version, input);
  }

  @Mutation(() => RequirementPayload, {
    description:
      'Decides on a requirement. Only the PROJECT_MANAGER who answers for the project may do this, unless they raised it themselves.',
  })
  requirementDecide(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: RequirementDecideInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Requirement> {
    return requirements.decide(tx, id, version, input);
  }
}
