import type { Reader } from '../../../shared/database/reader';
import { ServiceOffering } from '../../catalog';
import { Contact, Customer, Language } from '../../customers';
import { User } from '../../identity';
import { Partner } from '../../partners';
import type { Project } from '../projects/project.entity';
import type { Content } from './content.formula';
import type { PaperNames } from './paper-names';

/** As they are now, for every viewer: what a paper leaves out it leaves out itself. Batched. */
export async function namesOnPaper(
  narrowed: Reader,
  project: Project,
  vendor: string,
  ...contents: Content[]
): Promise<PaperNames> {
  const reader = narrowed.unnarrowed;
  const offerings = contents.flatMap(({ scopeItems }) => scopeItems.map(({ offeringId }) => offeringId));
  const partners = contents.flatMap(({ resourceLines }) => resourceLines.map(({ partnerId }) => partnerId));
  const [customer, contact, ...found] = await Promise.all([
    reader.require(Customer, project.customerId),
    reader.byId(Contact, project.contactId),
    ...[...new Set(offerings)].map((id) => reader.byId(ServiceOffering, id ?? null)),
    ...[...new Set(partners)].map((id) => reader.byId(Partner, id ?? null)),
  ]);
  return {
    project: project.name,
    customer: customer.name,
    contact: contact?.name ?? null,
    language: contact?.language ?? Language.EN,
    vendor,
    others: Object.fromEntries(found.flatMap((record) => (record ? [[record.id, record.name]] : []))),
  };
}

/** Who signs for the vendor unless somebody is named: who approved it. */
export async function approverOf(reader: Reader, approvedById: string | null): Promise<string | null> {
  return (await reader.unnarrowed.byId(User, approvedById))?.name ?? null;
}
