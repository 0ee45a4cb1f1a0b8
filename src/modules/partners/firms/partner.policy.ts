import { Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, raw, sql } from '../../../shared/database/sql';
import { Invitation } from '../../identity';
import { PartnerFigure } from './figure.entity';
import { PartnerTransition } from './partner-transition.entity';
import { memberActions, partnerActions, partnerFigureActions } from './partner.actions';
import { Partner } from './partner.entity';

export const policy = new Policy();

// The public form, and staff who enter an application for a firm.
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
    'The user who entered the application cannot decide on it.',
  );

// A PARTNER_ADMIN maintains the contact data; only the vendor changes what identifies the firm.
const isTheirs = (viewer: Viewer, partner: Partner) => viewer.partnerId === partner.id;
policy.allow(partnerActions.update, memberActions.invite).to(Role.ECOSYSTEM_MANAGER);
policy.allow(partnerActions.update, memberActions.invite).to(Role.PARTNER_ADMIN).when(isTheirs);
policy.allow(partnerActions.updateFirm).to(Role.ECOSYSTEM_MANAGER);
policy.allow(partnerFigureActions.report).to(Role.ECOSYSTEM_MANAGER, Role.OPERATIONS);

export const ofTheirPartner = (viewer: Viewer) =>
  sql`${column<{ partnerId: string }>('partnerId')} = ${viewer.partnerId}`;
policy
  .show(Partner)
  .toStaff()
  .toPartners((viewer) => sql`${column<Partner>('id')} = ${viewer.partnerId}`);
policy.show(PartnerTransition).toStaff().toPartners(ofTheirPartner);
policy.show(PartnerFigure).toStaff().toPartners(ofTheirPartner);
policy
  .show(Invitation)
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<Invitation>('userId')} IN (SELECT id FROM user WHERE partnerId = ${viewer.partnerId})`
      : raw('1 = 0'),
  );
