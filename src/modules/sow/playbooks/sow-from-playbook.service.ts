import type { Transaction } from '../../../shared/database/transaction';
import { daysInRange, maxDay } from '../../../shared/domain/dates';
import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { moneyFromAmount } from '../../../shared/domain/money';
import { Playbook, playbookDurationOf, PlaybookStatus, ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import { Project, ProjectOffering } from '../../projects';
import { rateOn } from '../rates/rates.reader';
import { ResourceParty, ResponsibleParty } from '../content/sow-parts.entity';
import { sowActions } from '../content/sow.actions';
import type { StatementOfWork } from '../content/sow.entity';
import * as sows from '../content/sow.service';
import { contentFrom, type RoleRate, type Rates, type Worth, worthOf } from './sow-from-playbook.formula';
import type { SowFromPlaybookInput } from './sow-from-playbook.inputs';

/** A complete draft from a published playbook; checked and written like one entered by hand. */
export async function sowFromPlaybook(tx: Transaction, input: SowFromPlaybookInput): Promise<StatementOfWork> {
  const project = await tx.require(Project, input.projectId, { field: at('projectId') });
  tx.assert(sowActions.draft, { record: null, project });
  const playbook = await tx.require(Playbook, input.playbookId, { field: at('playbookId') });
  if (playbook.status !== PlaybookStatus.PUBLISHED) {
    throw new RuleViolationError(
      'playbook-not-published',
      'Only the published playbook can be used.',
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
  if (daysInRange(input.startsOn, maxDay) < durationDays) {
    throw new InvalidInputError(
      `The statement of work would end after ${maxDay}: choose an earlier first day.`,
      at('startsOn'),
    );
  }

  const rates = await ratesOf(tx, playbook, project, input);
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

/** By role: the rates of the input, else those of the rate card on the first day, else none. */
async function ratesOf(
  tx: Transaction,
  { activities }: Playbook,
  project: Project,
  { rates: given, currencyCode, startsOn, partnerId = null }: SowFromPlaybookInput,
): Promise<Rates> {
  const planned = new Set(activities.map(({ role }) => role));
  const rates = new Map<string, RoleRate>();
  for (const role of planned) {
    const rate = await rateOn(tx.reader, { role, partnerId, projectId: project.id, currencyCode, on: startsOn });
    rates.set(role, { billMinor: rate?.billRateMinor ?? null, costMinor: rate?.costRateMinor ?? null });
  }
  const named = new Set<string>();
  given.forEach(({ role, billRate, costRate }, index) => {
    const path = at('rates', index, 'role');
    if (!planned.has(role)) throw new InvalidInputError(`The playbook has no planned hours for ${role}.`, path);
    if (named.has(role)) throw new InvalidInputError(`The role ${role} is given twice.`, path);
    named.add(role);
    const minor = (name: string, amount: Decimal | null | undefined, otherwise: number | null) =>
      amount ? moneyFromAmount(amount, currencyCode, at('rates', index, name)).minor : otherwise;
    const { billMinor, costMinor } = rates.get(role)!;
    rates.set(role, {
      billMinor: minor('billRate', billRate, billMinor),
      costMinor: minor('costRate', costRate, costMinor),
    });
  });
  return rates;
}

/** The given price, or the one from the margin on the cost, or the value of the hours. */
function priceOf(input: SowFromPlaybookInput, worth: Worth, rates: Rates): number {
  const { price, marginPercent, currencyCode } = input;
  if (price && marginPercent) {
    throw new InvalidInputError('Give a price or a margin, not both.', at('marginPercent'));
  }
  if (price) return moneyFromAmount(price, currencyCode, at('price')).minor;
  if (!marginPercent) return whole(worth.bill, 'rates');
  const unknown = [...rates].filter(([, { costMinor }]) => costMinor === null).map(([role]) => role);
  if (unknown.length > 0) {
    const message = `The cost is not known: give the cost rate of ${unknown.join(', ')}.`;
    throw new InvalidInputError(message, at('marginPercent'));
  }
  return whole(worth.cost.div(decimal(1).minus(marginPercent.div(100))), 'marginPercent');
}

/** An integer number of minor units, rounded half up. */
function whole(minor: Decimal, field: string): number {
  const rounded = round(minor, 0);
  if (rounded.gt(Number.MAX_SAFE_INTEGER)) {
    throw new InvalidInputError('The total is beyond the range of exact money.', at(field));
  }
  return rounded.toNumber();
}
