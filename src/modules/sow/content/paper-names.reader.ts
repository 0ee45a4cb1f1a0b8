import type { Reader } from '../../../shared/database/reader';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { ServiceOffering } from '../../catalog';
import { Contact, Customer, Language } from '../../customers';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { unprintable } from '../papers/typesetting';
import type { Project } from '../../projects';
import { ClaritySeverity, printFindings } from './clarity.formula';
import type { Content } from './content.formula';
import type { PaperNames } from './paper-names';

/** The current names, the same for every viewer: a paper itself leaves out what its audience may not see. Batched. */
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

/**
 * Refuses a signature if the paper could not show a name: a record may have been renamed since the review, and the
 * signatories are known only now. Names of partners and offerings are only warned of.
 */
export function requirePrintable(
  names: PaperNames,
  signature: { signatory: string; vendorSignatory?: string | null },
): void {
  const [typed] = printFindings(signature, unprintable);
  if (typed) throw new InvalidInputError(typed.advice, ['input', ...typed.path]);
  const findings = printFindings(names, unprintable).filter(({ severity }) => severity === ClaritySeverity.ERROR);
  if (findings.length === 0) return;
  const details = findings.map(({ path, advice }) => `${path.join('.')}: ${advice}`);
  throw new RuleViolationError('unprintable', 'The paper cannot show some of its names.', details);
}

/** The vendor's signatory by default: the user who approved it. */
export async function approverOf(reader: Reader, approvedById: string | null): Promise<string | null> {
  return (await reader.unnarrowed.byId(User, approvedById))?.name ?? null;
}
