import { Policy } from '../../shared/access/policy';
import { hasRole, Role } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { Document } from './document.entity';
import { documentActions } from './documents.actions';

export const policy = new Policy();

const staff = [Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER, Role.MENTOR, Role.CONSULTANT, Role.SALES, Role.OPERATIONS];
policy.allow(documentActions.upload).to(...staff);
policy.allow(documentActions.upload).to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER);

policy.allow(documentActions.download).to(...staff, Role.ANALYST);
policy
  .allow(documentActions.download)
  .to(Role.PARTNER_ADMIN, Role.PARTNER_MEMBER)
  .when((viewer, document) => viewer.partnerId === document.partnerId);

// Uploaders may withdraw their own documents, an ADMIN any document.
policy
  .allow(documentActions.withdraw)
  .toSignedIn()
  .when((viewer, document) => viewer.userId === document.uploadedById);

// A partner's documents are visible to its administrators; other members see what they uploaded.
policy
  .show(Document)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<Document>('partnerId')} = ${viewer.partnerId}`
      : sql`${column<Document>('partnerId')} = ${viewer.partnerId} AND ${column<Document>('uploadedById')} = ${viewer.userId}`,
  );
