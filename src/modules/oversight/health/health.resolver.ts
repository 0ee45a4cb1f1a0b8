import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { Context } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { healthOf } from './health.reader';
import { ProjectHealth } from './health.types';

@Resolver(() => Project)
export class HealthResolver {
  @FieldResolver(() => ProjectHealth, {
    nullable: true,
    description: 'The current health by rules, with reasons. Vendor-internal: null for partner roles.',
  })
  async health(@Root() project: Project, @Ctx() { reader, viewer, clock }: Context): Promise<ProjectHealth | null> {
    return isInternal(viewer) ? healthOf(reader, clock, project) : null;
  }
}
