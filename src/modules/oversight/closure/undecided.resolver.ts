import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { Context } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { undecidedOn } from './undecided.reader';
import { UndecidedMatter } from './undecided.types';

@Resolver(() => Project)
export class UndecidedResolver {
  @FieldResolver(() => [UndecidedMatter], {
    nullable: true,
    description:
      'The number of undecided records on the project, by kind, to review before acceptance is requested and before the project is closed. Empty if everything is decided; null for partner roles.',
  })
  undecided(@Root() project: Project, @Ctx() { reader, viewer }: Context): Promise<UndecidedMatter[]> | null {
    return isInternal(viewer) ? undecidedOn(reader.unnarrowed, project.id) : null;
  }
}
