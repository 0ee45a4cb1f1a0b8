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
      'What on it is not decided, by kind, each with how many: to be looked at before the acceptance is requested and before it is closed. Empty where all is decided; null for partner roles.',
  })
  undecided(@Root() project: Project, @Ctx() { reader, viewer }: Context): Promise<UndecidedMatter[]> | null {
    return isInternal(viewer) ? undecidedOn(reader.unnarrowed, project.id) : null;
  }
}
