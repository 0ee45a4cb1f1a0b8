import { Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { column, raw, sql } from '../../shared/database/sql';
import { Invitation } from '../identity';
import { Agreement } from './agreement.entity';
import { PartnerFigure } from './figure.entity';
import { OnboardingItem } from './onboarding.entity';
import { Partner } from './partner.entity';
import { PartnerTransition } from './partner-transition.entity';
import { ItemOwner, Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.lifecycle';
import { Qualification, QualificationTransition } from './qualification.entity';
import { TierReview } from './tier-review.entity';
import { GateWaiver } from './waiver.entity';

export const policy = new Policy();

// The public form, and staff who write an application down for a firm.
policy
  .allow('partner.apply')
  .toAnybody()
  .when((viewer) => viewer.kind === 'ANONYMOUS');
policy.allow('partner.apply').to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow(
    'partner.startOnboarding',
    'partner.reject',
    'partner.admit',
    'partner.suspend',
    'partner.reinstate',
    'partner.terminate',
  )
  .to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('partner.admit')
  .when(
    (viewer: Viewer, partner: Partner) => viewer.userId !== null && partner.appliedById === viewer.userId,
    'own-act',
    'Whoever wrote the application down does not decide on it.',
  );

// A partner's administrator keeps the contact data; what identifies the firm is the vendor's to change.
const isTheirs = (viewer: Viewer, partner: Partner) => viewer.partnerId === partner.id;
policy.allow('partner.update', 'member.invite').to(Role.ECOSYSTEM_MANAGER);
policy.allow('partner.update', 'member.invite').to(Role.PARTNER_ADMIN).when(isTheirs);
policy.allow('partner.updateFirm').to(Role.ECOSYSTEM_MANAGER);
policy.allow('partnerFigure.report').to(Role.ECOSYSTEM_MANAGER, Role.OPERATIONS);

policy.allow('onboardingItem.submit', 'onboardingItem.withdraw').to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow('onboardingItem.submit', 'onboardingItem.withdraw')
  .to(Role.PARTNER_ADMIN)
  .when(
    (viewer: Viewer, item: OnboardingItem) => viewer.partnerId === item.partnerId && item.ownedBy === ItemOwner.PARTNER,
  );
policy.allow('onboardingItem.accept', 'onboardingItem.sendBack').to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('onboardingItem.accept', 'onboardingItem.sendBack')
  .when(
    (viewer: Viewer, item: OnboardingItem) => viewer.userId !== null && item.submittedById === viewer.userId,
    'own-act',
    'Nobody decides on what they submitted themselves.',
  );

policy.allow('agreement.renew', 'agreement.resubmit').to(Role.ECOSYSTEM_MANAGER, Role.SALES);
policy
  .allow('agreement.renew', 'agreement.resubmit')
  .to(Role.PARTNER_ADMIN)
  .when((viewer: Viewer, agreement: Agreement) => viewer.partnerId === agreement.partnerId);
policy.allow('agreement.accept', 'agreement.sendBack').to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('agreement.accept', 'agreement.sendBack')
  .when(
    (viewer: Viewer, agreement: Agreement) => viewer.userId !== null && agreement.submittedById === viewer.userId,
    'own-act',
    'Nobody decides on what they submitted themselves.',
  );

policy
  .allow('programme.draft', 'programme.update', 'programme.discard', 'programme.publish')
  .to(Role.ECOSYSTEM_MANAGER);

policy
  .allow('qualification.open', 'qualification.advance', 'qualification.revoke', 'gateCriterion.waive', 'waiver.revoke')
  .to(Role.ECOSYSTEM_MANAGER);

policy.allow('tierReview.open', 'tierReview.decide').to(Role.ECOSYSTEM_MANAGER);
policy
  .forbid('tierReview.decide')
  .when(
    (viewer: Viewer, review: TierReview) => viewer.partnerId === review.partnerId,
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
