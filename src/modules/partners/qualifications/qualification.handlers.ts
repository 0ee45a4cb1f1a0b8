import { on, readFacts } from '../../../shared/events/handlers';
import { User, userActivated, userDeactivated } from '../../identity';
import { reassessMember } from './qualification.service';

/** A member who cannot sign in does not count, regardless of their certifications. */
export const qualificationReassessOfMember = readFacts('qualificationReassessOfMember', [
  on(userActivated, async (tx, { subjectId }) => reassessMember(tx, await tx.load(User, subjectId), 'GAINED')),
  on(userDeactivated, async (tx, { subjectId }) => reassessMember(tx, await tx.load(User, subjectId), 'LOST')),
]);
