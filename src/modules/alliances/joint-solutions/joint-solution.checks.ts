import { checkOf } from '../../../shared/access/steps';
import { RuleViolationError } from '../../../shared/domain/errors';
import { projectActions } from '../../projects';
import { JointSolution } from './joint-solution.entity';
import { JointSolutionStatus } from './joint-solution.lifecycle';

/** Holds the joint solution, so that no project starts to use it while it is withdrawn. */
export const checks = [
  checkOf(projectActions.useJointSolution, async (tx, project) => {
    const field = ['input', 'jointSolutionId'];
    const solution = await tx.require(JointSolution, project.jointSolutionId!, { field });
    if (solution.status !== JointSolutionStatus.OFFERED) {
      const message = `${solution.name} is ${solution.status}. Choose a joint solution that is OFFERED.`;
      throw new RuleViolationError('joint-solution-not-offered', message, [], field);
    }
    await tx.hold(solution);
  }),
];
