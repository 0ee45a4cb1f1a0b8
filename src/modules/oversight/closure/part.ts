import { blockersOf, checkOf } from '../../../shared/access/steps';
import type { ModulePart } from '../../../shared/module';
import { projectActions } from '../../projects';
import { assertNothingRecordedAfter } from './recorded-after';
import { undecidedBeforeClosing } from './undecided.reader';
import { UndecidedResolver } from './undecided.resolver';

/** Records that are undecided or block the end of a project. */
export const closure: ModulePart = {
  resolvers: [UndecidedResolver],
  blockers: [blockersOf(projectActions.close, undecidedBeforeClosing)],
  checks: [projectActions.hold, projectActions.close, projectActions.cancel].map((action) =>
    checkOf(action, assertNothingRecordedAfter),
  ),
};
