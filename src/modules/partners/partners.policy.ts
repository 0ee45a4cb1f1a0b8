import { Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { column, raw, sql } from '../../shared/database/sql';
import { Invitation } from '../identity';
import { Agreement } from './agreement.entity';
import { PartnerFigure } from './figure.entity';
import { OnboardingItem } from './onboarding.entity';
import { Partner } from './partner.entity';
import { PartnerTransition } from './partner-transition.entity';
import {
  agreementActions,
  gateCriterionActions,
  memberActions,
  onboardingItemActions,
  partnerActions,
  partnerFigureActions,
  programmeActions,
  qualificationActions,
  tierReviewActions,
  waiverActions,
} from './partners.actions';
import { ItemOwner, Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.lifecycle';
import { Qualification, QualificationTransition } from './qualification.entity';
import { TierReview } from './tier-review.entity';
import { GateWaiver } from './waiver.entity';

export const policy = new Policy();

// The public form, and staff who write an application down for a firm.
policy
  .allow(partnerActions.apply)
  .toAnybody()
  .when((viewer) => viewer.kind === 'ANONYMOUS');
policy.allow(partnerActions.apply).to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(
    partnerActions.startOnboarding,
    partnerActions.reject,
    partnerActions.admit,
    partnerActions.suspend,
    partnerActions.reinstate,
    partnerActions.terminate,
  )
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(partnerActions.admit)
  .when(
    (viewer, partner) => viewer.userId !== null && partner.appliedById === viewer.userId,
    'own-act',
    'Whoever wrote the application down does not decide on it.',
  );

// A partner's administrator keeps the contact data; what identifies the firm is the vendor's to change.
const isTheirs = (viewer: Viewer, partner: Partner) => viewer.partnerId === partner.id;
policy.allow(partnerActions.update, memberActions.invite).to(Role.ECOSYSTEM_MANAGER);
policy.allow(partnerActions.update, memberActions.invite).to(Role.PARTNER_ADMIN).when(isTheirs);
policy.allow(partnerActions.updateFirm).to(Role.ECOSYSTEM_MANAGER);
policy.allow(partnerFigureActions.report).to(Role.ECOSYSTEM_MANAGER, Role.OPERATIONS);

policy.allow(onboardingItemActions.submit, onboardingItemActions.withdraw).to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(onboardingItemActions.submit, onboardingItemActions.withdraw)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, item) => viewer.partnerId === item.partnerId && item.ownedBy === ItemOwner.PARTNER);
policy.allow(onboardingItemActions.accept, onboardingItemActions.sendBack).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(onboardingItemActions.accept, onboardingItemActions.sendBack)
  .when(
    (viewer, item) => viewer.userId !== null && item.submittedById === viewer.userId,
    'own-act',
    'Nobody decides on what they submitted themselves.',
  );

policy.allow(agreementActions.renew, agreementActions.resubmit).to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(agreementActions.renew, agreementActions.resubmit)
  .to(Role.PARTNER_ADMIN)
  .when((viewer, agreement) => viewer.partnerId === agreement.partnerId);
policy.allow(agreementActions.accept, agreementActions.sendBack).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(agreementActions.accept, agreementActions.sendBack)
  .when(
    (viewer, agreement) => viewer.userId !== null && agreement.submittedById === viewer.userId,
    'own-act',
    'Nobody decides on what they submitted themselves.',
  );

policy
  .allow(programmeActions.draft, programmeActions.update, programmeActions.discard, programmeActions.publish)
  .to(Role.ECOSYSTEM_MANAGER);

policy
  .allow(
    qualificationActions.open,
    qualificationActions.advance,
    qualificationActions.revoke,
    gateCriterionActions.waive,
    waiverActions.revoke,
  )
  .to(Role.ECOSYSTEM_MANAGER);

policy.allow(tierReviewActions.open, tierReviewActions.decide).to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid(tierReviewActions.decide)
  .when(
    (viewer, review) => viewer.partnerId === review.partnerId,
    'own-act',
    'Nobody decides on the tier of their own firm.',
  );

const ofTheirPartner = (viewer: Viewer) => sql`${column('partnerId')} = ${viewer.partnerId}`;
policy
  .show(Partner)
  .toStaff()
  .toPartners((viewer) => sql`${column('id')} = ${viewer.partnerId}`);
policy.show(OnboardingItem).toStaff().toPartners(ofTheirPartner);
policy.show(Agreement).toStaff().toPartners(ofTheirPartner);
policy.show(Qualification).toStaff().toPartners(ofTheirPartner);
policy.show(QualificationTransition).toStaff().toPartners(ofTheirPartner);
policy.show(PartnerTransition).toStaff().toPartners(ofTheirPartner);
policy.show(TierReview).toStaff().toPartners(ofTheirPartner);
policy.show(GateWaiver).toStaff().toPartners(ofTheirPartner);
policy.show(PartnerFigure).toStaff().toPartners(ofTheirPartner);
policy
  .show(Programme)
  .toStaff()
  .toPartners(() => sql`${column('status')} = ${ProgrammeStatus.PUBLISHED}`);
policy
  .show(Invitation)
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('userId')} IN (SELECT id FROM user WHERE partnerId = ${viewer.partnerId})`
      : raw('1 = 0'),
  );
