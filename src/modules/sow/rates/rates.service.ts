import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { moneyFromAmount } from '../../../shared/domain/money';
import { Partner } from '../../partners';
import { assertOpen, Project } from '../../projects';
import { StatementOfWork } from '../content/sow.entity';
import { Rate } from './rate.entity';
import { rateActions } from './rates.actions';
import * as facts from './rates.facts';
import type { RateSetInput } from './rates.inputs';

/**
 * Adds a rate from a day on. Replacing a rate of the same day requires its version; the unique key lets only one of two
 * concurrent inserts win.
 */
export async function set(tx: Transaction, version: number | null, input: RateSetInput): Promise<Rate> {
  const at = (name: string) => ({ field: ['input', name] });
  const { role, currencyCode, effectiveOn, costRate, billRate } = input;
  const project = input.projectId ? await tx.require(Project, input.projectId, at('projectId')) : null;
  tx.assert(rateActions.set, project);
  const partner = input.partnerId ? await tx.require(Partner, input.partnerId, at('partnerId')) : null;
  if (project) await checkProject(tx, project, currencyCode);
  const amounts = {
    costRateMinor: moneyFromAmount(costRate, currencyCode, ['input', 'costRate']).minor,
    billRateMinor: billRate ? moneyFromAmount(billRate, currencyCode, ['input', 'billRate']).minor : null,
    setById: tx.viewer.userId,
  };
  const partnerId = partner?.id ?? null;
  const projectId = project?.id ?? null;
  // The role comes last, because it may contain any character.
  const rateKey = [projectId ?? '', partnerId ?? '', currencyCode, effectiveOn, role].join(' ');
  const present = await tx.first(Rate, { rateKey });
  if (!present && version !== null) {
    throw new InvalidInputError('No rate begins on this day: leave out the version to add one.', ['version']);
  }
  if (present) tx.expectVersion(present, version);
  const rate = present
    ? await tx.save(Object.assign(present, amounts))
    : await tx.insert(Rate, { rateKey, role, partnerId, projectId, currencyCode, effectiveOn, ...amounts });
  tx.record(facts.rateSet, rate, { role, partnerId, projectId, effectiveOn });
  return rate;
}

async function checkProject(tx: Transaction, project: Project, currencyCode: string): Promise<void> {
  assertOpen(project);
  const sow = await tx.reader.first(StatementOfWork, { currentOfProjectId: project.id });
  if (!sow || sow.currencyCode === currencyCode) return;
  throw new InvalidInputError(`The statement of work is in ${sow.currencyCode}: give the rate in that currency.`, [
    'input',
    'currencyCode',
  ]);
}
