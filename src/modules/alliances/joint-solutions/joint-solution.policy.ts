import { Policy } from '../../../shared/access/policy';
import { Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { ofTheirAlliances } from '../alliances/alliance.visibility';
import { jointSolutionActions } from './joint-solution.actions';
import { JointSolution, JointSolutionPart } from './joint-solution.entity';
import { JointSolutionStatus } from './joint-solution.lifecycle';

export const policy = new Policy();

const { draft, update, discard, offer, withdraw } = jointSolutionActions;
policy.allow(draft, update, discard, offer, withdraw).to(Role.ECOSYSTEM_MANAGER);

/** What is offered is part of the catalog; a withdrawn one stays visible where it is used. */
const seenByPartners = (viewer: Viewer) =>
  sql`${column<JointSolution>('status')} = ${JointSolutionStatus.OFFERED} OR ${ofTheirAlliances(viewer)} OR ${column<JointSolution>('id')} IN
    (SELECT used.jointSolutionId FROM project AS used JOIN project_staffing AS staffed ON staffed.projectId = used.id WHERE staffed.partnerId = ${viewer.partnerId})`;

policy.show(JointSolution).toStaff().toPartners(seenByPartners);
policy
  .show(JointSolutionPart)
  .toStaff()
  .toPartners(
    (viewer) =>
      sql`${column<JointSolutionPart>('jointSolutionId')} IN (SELECT t.id FROM joint_solution AS t WHERE ${seenByPartners(viewer)})`,
  );
