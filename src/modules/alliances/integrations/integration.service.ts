import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { requireBegun } from '../../../shared/domain/today';
import { Product } from '../../catalog';
import { requireEvidence } from '../../documents';
import { Partner } from '../../partners';
import { integrationActions } from './integration.actions';
import { Integration, IntegrationSupport } from './integration.entity';
import * as facts from './integration.facts';
import type { IntegrationPlanInput, IntegrationTestInput, IntegrationUpdateInput } from './integration.inputs';
import { type IntegrationAction, integrationLifecycle } from './integration.lifecycle';
import { passedPairsOf } from './integration.reader';
import { IntegrationTest, IntegrationTestResult } from './integration-test.entity';

export async function plan(tx: Transaction, input: IntegrationPlanInput): Promise<Integration> {
  tx.assert(integrationActions.plan);
  const { kind, description, support } = input;
  const [product, other] = [
    await tx.require(Product, input.productId, { field: ['input', 'productId'] }),
    await tx.require(Product, input.otherProductId, { field: ['input', 'otherProductId'] }),
  ];
  if (product.id === other.id) {
    throw new InvalidInputError('A product is not integrated with itself. Name another product.', [
      'input',
      'otherProductId',
    ]);
  }
  const openKey = [...[product.id, other.id].sort(), kind].join(' ');
  const present = await tx.first(Integration, { openKey });
  if (present) {
    const message = `${product.name} and ${other.name} already have an integration of the kind ${kind}. Retire it first, or update it.`;
    throw new RuleViolationError('integration-exists', message, [present.id], ['input', 'kind']);
  }
  const integration = await tx.insert(Integration, {
    productId: product.id,
    otherProductId: other.id,
    kind,
    description,
    support,
    supportPartnerId: await supportPartnerOf(tx, input),
    status: integrationLifecycle.initial,
    openKey,
  });
  tx.record(facts.integrationPlanned, integration, pairOf(integration));
  return integration;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: IntegrationUpdateInput,
): Promise<Integration> {
  const integration = await step(tx, id, version, integrationActions.update);
  const { description, support } = input;
  const supportPartnerId = await supportPartnerOf(tx, input);
  await tx.save(Object.assign(integration, { description, support, supportPartnerId }));
  tx.record(facts.integrationUpdated, integration, {});
  return integration;
}

async function supportPartnerOf(tx: Transaction, input: IntegrationUpdateInput): Promise<Partner['id'] | null> {
  const { support, supportPartnerId = null } = input;
  const field = ['input', 'supportPartnerId'];
  if (support === IntegrationSupport.PARTNER) {
    if (supportPartnerId === null) throw new InvalidInputError('Name the partner that supports it.', field);
    return (await tx.require(Partner, supportPartnerId, { field })).id;
  }
  if (supportPartnerId === null) return null;
  throw new InvalidInputError(`The support is by ${support}: leave out the partner.`, field);
}

/** Holds the integration, so that a release does not miss a test that fails at the same time. */
export async function recordTest(
  tx: Transaction,
  id: string,
  version: number,
  input: IntegrationTestInput,
): Promise<IntegrationTest> {
  const integration = await step(tx, id, version, integrationActions.recordTest);
  const { productVersion, otherProductVersion, testedOn, result, note } = input;
  requireBegun(tx.clock, testedOn, ['input', 'testedOn']);
  if (result !== IntegrationTestResult.PASSED && note.trim() === '') {
    throw new InvalidInputError(`Say what was found: the result is ${result}.`, ['input', 'note']);
  }
  const field = ['input', 'documentIds'];
  if (input.documentIds.length === 0) throw new InvalidInputError('Name at least one document that proves it.', field);
  const documents = await requireEvidence(tx, {}, input.documentIds);
  await tx.hold(integration);
  const test = await tx.append(IntegrationTest, {
    integrationId: integration.id,
    productVersion,
    otherProductVersion,
    testedOn,
    result,
    note,
    documents,
    recordedById: tx.viewer.userId!,
    at: tx.clock.now(),
  });
  tx.record(facts.integrationTested, integration, { productVersion, otherProductVersion, testedOn, result });
  return test;
}

export async function start(tx: Transaction, id: string, version: number): Promise<Integration> {
  const integration = await step(tx, id, version, integrationActions.start);
  await tx.save(integration);
  tx.record(facts.integrationStarted, integration, pairOf(integration));
  return integration;
}

export async function release(tx: Transaction, id: string, version: number): Promise<Integration> {
  const integration = await step(tx, id, version, integrationActions.release);
  await tx.save(integration);
  tx.record(facts.integrationReleased, integration, pairOf(integration));
  return integration;
}

export async function retire(tx: Transaction, id: string, version: number, reason: string): Promise<Integration> {
  const integration = await step(tx, id, version, integrationActions.retire);
  await tx.save(Object.assign(integration, { retirementReason: reason, openKey: null }));
  tx.record(facts.integrationRetired, integration, { reason });
  return integration;
}

async function step(tx: Transaction, id: string, version: number, action: IntegrationAction): Promise<Integration> {
  const integration = await tx.require(Integration, id, { version });
  tx.assert(action, integration);
  const passed = await passedPairsOf(tx.reader, integration.id);
  integration.status = integrationLifecycle.next(integration.status, action, { passed });
  return integration;
}

const pairOf = ({ productId, otherProductId }: Integration) => ({ productId, otherProductId });
