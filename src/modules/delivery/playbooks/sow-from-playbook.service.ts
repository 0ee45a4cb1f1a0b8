import type { Transaction } from '../../../shared/database/transaction';
import { addDays } from '../../../shared/domain/dates';
import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { moneyFromAmount } from '../../../shared/domain/money';
import { Playbook, playbookDurationOf, PlaybookStatus, ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import { Project, ProjectOffering } from '../projects/project.entity';
import { ResourceParty, ResponsibleParty } from '../sow/sow-parts.entity';
import type { StatementOfWork } from '../sow/sow.entity';
import * as sows from '../sow/sow.service';
import { contentFrom, type RoleRate, type Rates, type Worth, worthOf } from './sow-from-playbook.formula';
import type { SowFromPlaybookInput } from './sow-from-playbook.inputs';

/** A whole draft by a published playbook; written, and refused, as one that was written by hand. */
export async function sowFromPlaybook(tx: Transaction, input: SowFromPlaybookInput): Promise<StatementOfWork> {
  const project = await tx.require(Project, input.projectId, { field: at('projectId') });
  tx.assert('sow.draft', { record: null, project });
  const playbook = await tx.require(Playbook, input.playbookId, { field: at('playbookId') });
  if (playbook.status !== PlaybookStatus.PUBLISHED) {
    throw new RuleViolationError(
      'playbook-not-published',
      'One delivers from the playbook that is published now.',
      [`${playbook.id} is ${playbook.status}`],
      at('playbookId'),
    );
  }
  const { offeringId } = playbook;
  if (!(await tx.reader.first(ProjectOffering, { projectId: project.id, offeringId }))) {
    throw new RuleViolationError(
      'offering-not-of-project',
      'The project does not deliver the offering of this playbook.',
      [offeringId],
      at('playbookId'),
    );
  }
  const partnerId = input.partnerId ?? null;
  if (partnerId !== null) await tx.require(Partner, partnerId, { field: at('partnerId') });
  const durationDays = playbookDurationOf(playbook);
  if (addDays(input.startsOn, durationDays - 1).length > 'YYYY-MM-DD'.length) {
    throw new InvalidInputError('It would end after the year 9999.', at('startsOn'));
  }

  const rates = ratesOf(playbook, input);
  const worth = worthOf(playbook.activities, rates);
  const { phases, roles } = await tx.load(ServiceOffering, offeringId);
  const { startsOn, currencyCode, progressMethod } = input;
  const content = contentFrom(playbook, {
    startsOn,
    durationDays,
    currencyCode,
    rates,
    priceMinor: priceOf(input, worth, rates),
    budgetCostMinor: whole(worth.cost, 'rates'),
    phases,
    roles,
  });
  const responsibleParty = partnerId === null ? ResponsibleParty.VENDOR : ResponsibleParty.PARTNER;
  const party = partnerId === null ? ResourceParty.VENDOR : ResourceParty.PARTNER;
  return sows.draft(
    tx,
    {
      ...content,
      projectId: project.id,
      progressMethod,
      scopeItems: content.scopeItems.map((item) => ({ ...item, responsibleParty })),
      resourceLines: content.resourceLines.map((line) => ({ ...line, party, partnerId })),
    },
    playbook.id,
  );
}

const at = (...path: (string | number)[]) => ['input', ...path.map(String)];

/** The rates of the input, by role. */
function ratesOf({ activities }: Playbook, { rates, currencyCode }: SowFromPlaybookInput): Rates {
  const planned = new Set(activities.map(({ role }) => role));
  const byRole = new Map<string, RoleRate>();
  rates.forEach(({ role, billRate, costRate }, index) => {
    const path = at('rates', index, 'role');
    if (!planned.has(role)) throw new InvalidInputError(`The playbook plans no hours of ${role}.`, path);
    if (byRole.has(role)) throw new InvalidInputError(`The role ${role} is there twice.`, path);
    const minor = (name: string, amount?: Decimal | null) =>
      amount ? moneyFromAmount(amount, currencyCode, at('rates', index, name)).minor : null;
    byRole.set(role, { billMinor: minor('billRate', billRate), costMinor: minor('costRate', costRate) });
  });
  return new Map([...planned].map((role) => [role, byRole.get(role) ?? { billMinor: null, costMinor: null }]));
}

/** Given, or by the margin on the cost, or what the hours come to. */
function priceOf(input: SowFromPlaybookInput, worth: Worth, rates: Rates): number {
  const { price, marginPercent, currencyCode } = input;
  if (price && marginPercent) {
    throw new InvalidInputError('Give a price or a margin, not both.', at('marginPercent'));
  }
  if (price) return moneyFromAmount(price, currencyCode, at('price')).minor;
  if (!marginPercent) return whole(worth.bill, 'rates');
  const unknown = [...rates].filter(([, { costMinor }]) => costMinor === null).map(([role]) => role);
  if (unknown.length > 0) {
    const message = `What it costs is not known: give the cost rate of ${unknown.join(', ')}.`;
    throw new InvalidInputError(message, at('marginPercent'));
  }
  return whole(worth.cost.div(decimal(1).minus(marginPercent.div(100))), 'marginPercent');
}

/** Whole minor units, rounded half up. */
function whole(minor: Decimal, field: string): number {
  const rounded = round(minor, 0);
  if (rounded.gt(Number.MAX_SAFE_INTEGER)) {
    throw new InvalidInputError('Together this is beyond the range of exact money.', at(field));
  }
  return rounded.toNumber();
}
