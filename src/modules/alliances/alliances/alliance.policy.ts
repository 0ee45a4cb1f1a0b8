import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { Organization } from '../products/organization.entity';
import { allianceActions, allianceReviewActions, exitObligationActions, exitStrategyActions } from './alliance.actions';
import { Alliance, AllianceProduct, AllianceStep } from './alliance.entity';
import { AllianceStage, workingStages } from './alliance.lifecycle';
import { ofTheirAlliances } from './alliance.visibility';
import { AllianceReview } from './alliance-review.entity';
import { ExitObligation } from './exit-obligation.entity';
import { ExitStrategy } from './exit-strategy.entity';
import { ExitStrategyStatus } from './exit-strategy.lifecycle';

export const policy = new Policy();

policy
  .allow(
    allianceActions.create,
    allianceActions.update,
    allianceActions.advance,
    allianceActions.exit,
    allianceActions.draftExitStrategy,
    allianceActions.openReview,
    exitStrategyActions.update,
    exitStrategyActions.discard,
    exitStrategyActions.agree,
    exitObligationActions.complete,
    exitObligationActions.reopen,
    allianceReviewActions.update,
    allianceReviewActions.decide,
  )
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(allianceReviewActions.decide)
  .when(
    (viewer, review) => viewer.userId !== null && review.authorIds.includes(viewer.userId),
    'own-act',
    'You wrote answers of this review. Another ecosystem manager decides on it.',
  );

const { ECOSYSTEM_MANAGER, SALES, OPERATIONS, PROJECT_MANAGER, ANALYST } = Role;
const readers = [ECOSYSTEM_MANAGER, SALES, OPERATIONS, PROJECT_MANAGER, ANALYST];

policy
  .show(Alliance)
  .toStaff(...readers)
  .toPartners((viewer) => ofTheirAlliances(viewer, 'id'));
policy
  .show(AllianceProduct)
  .toStaff(...readers)
  .toPartners((viewer) => ofTheirAlliances(viewer));
policy
  .show(AllianceStep)
  .toStaff(...readers)
  .toPartners(
    (viewer) =>
      sql`${ofTheirAlliances(viewer)} AND ${column<AllianceStep>('to')} IN (${[...workingStages, AllianceStage.EXIT]})`,
  );
const agreedOnce = [ExitStrategyStatus.AGREED, ExitStrategyStatus.SUPERSEDED];
policy
  .show(ExitStrategy)
  .toStaff(...readers)
  .toPartners((viewer) => sql`${ofTheirAlliances(viewer)} AND ${column<ExitStrategy>('status')} IN (${agreedOnce})`);
policy
  .show(ExitObligation)
  .toStaff(...readers)
  .toPartners((viewer) => ofTheirAlliances(viewer));
policy.show(AllianceReview).toStaff(...readers);
// The other parties of their alliances. One that is a partner itself stays hidden, like everything of other partners.
policy
  .show(Organization)
  .toPartners(
    (viewer) =>
      sql`${column<Organization>('partnerId')} IS NULL AND ${column<Organization>('id')} IN (SELECT t.organizationId FROM alliance_product AS t WHERE ${ofTheirAlliances(viewer)})`,
  );
