import { on, readFacts } from '../../../shared/events/handlers';
import { projectClosed } from '../../projects';
import { closeWithProject } from './sow.service';

export const closeStatementOfWork = readFacts('closeStatementOfWork', [
  on(projectClosed, (tx, { subjectId }) => closeWithProject(tx, subjectId)),
]);
