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
    description: 'A requirement; null where there is none that you may see.',
  })
  requirement(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Requirement | null> {
    return reader.byId(Requirement, id);
  }

  @Query(() => RequirementConnection, {
    description: "Requirements, oldest first: all for staff, those that concern their firm for a partner's people.",
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

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() requirement: Requirement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const project = await reader.require(Project, requirement.projectId);
    const subject = await inRegister(reader, context.viewer, requirement, project);
    return availableActions(context, requirementLifecycle.available(requirement.status), subject);
  }

  @Mutation(() => RequirementPayload, {
    description: 'Notes something that is wanted of a project. By anybody who is on it.',
  })
  requirementRaise(@InputArg() input: RequirementRaiseInput, @Ctx() { tx }: MutationContext): Promise<Requirement> {
    return requirements.raise(tx, input);
  }

  @Mutation(() => RequirementPayload, {
    description:
      'Corrects what was said of an open requirement, as a whole. By who recorded it, while they are on the project, and by the PROJECT_MANAGER who answers for it.',
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
      'Decides what becomes of a requirement. By the PROJECT_MANAGER who answers for the project, unless they raised it themselves.',
  })
  requirementDecide(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: RequirementDecideInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Requirement> {
    return requirements.decide(tx, id, version, input);
  }
}
