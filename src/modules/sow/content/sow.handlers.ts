import { on, readFacts } from '../../../shared/events/handlers';
import { projectFacts } from '../../projects';
import { closeWithProject } from './sow.service';

export const closeStatementOfWork = readFacts('closeStatementOfWork', [
  on(projectFacts.projectClosed, (tx, { subjectId }) => closeWithProject(tx, subjectId)),
]);
