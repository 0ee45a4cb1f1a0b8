import { Policy } from '../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { Document } from './document.entity';

export const policy = new Policy();

const staff = [Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER, Role.MENTOR, Role.CONSULTANT, Role.SALES, Role.OPERATIONS];
policy.allow('document.upload').to(...staff);
policy.allow('document.upload').to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER);

policy.allow('document.download').to(...staff, Role.ANALYST);
policy
  .allow('document.download')
  .to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER)
  .when((viewer: Viewer, document: Document) => viewer.partnerId === document.partnerId);

// Who uploaded it by mistake takes it back; an ADMIN anybody's.
policy
  .allow('document.withdraw')
  .toSignedIn()
  .when((viewer: Viewer, document: Document) => viewer.userId === document.uploadedById);

// A firm's papers are its administrators' to see; a member sees what they uploaded themselves.
policy
  .show(Document)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('partnerId')} = ${viewer.partnerId}`
      : sql`${column('partnerId')} = ${viewer.partnerId} AND ${column('uploadedById')} = ${viewer.userId}`,
  );
