import { createHash, randomUUID } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Transaction } from '../../shared/database/transaction';
import { RuleViolationError } from '../../shared/domain/errors';
import type { Id } from '../../shared/domain/ids';
import { User } from '../identity';
import { Course } from './course.entity';
import { xapiStatementActions } from './training.actions';
import * as facts from './training.facts';
import type { XapiStatementMatchInput } from './training.inputs';
import { XapiStatement } from './xapi-statement.entity';
import { xapiStatementLifecycle } from './xapi-statement.lifecycle';
import { applyStatement, applyTo } from './xapi.matching';
import type { ReceivedStatement } from './xapi.parse';

/**
 * Receives the statements of a learning system, all or none, and returns their ids in the same order. A repeated
 * statement is the same one; a different statement with its id is refused.
 */
export async function acceptStatements(
  database: Database,
  apiKeyId: Id<'apikey'>,
  received: readonly ReceivedStatement[],
  requestId: string,
): Promise<string[]> {
  const command = { viewer: system, action: 'xapiStatements', requestId };
  const named = received.map((each) => ({ ...each, id: each.id ?? randomUUID() }));
  return database.transaction(command, async (tx) => {
    for (const each of named) await acceptOne(tx, apiKeyId, each);
    return named.map(({ id }) => id);
  });
}

async function acceptOne(
  tx: Transaction,
  apiKeyId: Id<'apikey'>,
  received: ReceivedStatement & { id: string },
): Promise<void> {
  const { id: statementId, person, verbId, activityId, body } = received;
  const bodyHash = createHash('sha256').update(stringify(body)).digest('hex');
  const earlier = await tx.first(XapiStatement, { statementId });
  if (earlier && earlier.bodyHash !== bodyHash) {
    throw new RuleViolationError('statement-differs', `There is another statement with the id ${statementId}.`);
  }
  if (earlier) return;
  const timestamp = received.timestamp ?? tx.clock.now();
  const said = { statementId, person, verbId, activityId, timestamp, statement: body };
  const standing = await applyStatement(tx, said);
  const statement = await tx.insert(XapiStatement, {
    ...said,
    ...standing,
    bodyHash,
    apiKeyId,
  });
  const { status, gap } = standing;
  tx.record(facts.xapiStatementAccepted, statement, { status, gap });
}

/** Sets the person and the course of an unmatched statement. */
export async function matchStatement(
  tx: Transaction,
  id: string,
  version: number,
  input: XapiStatementMatchInput,
): Promise<XapiStatement> {
  const statement = await tx.require(XapiStatement, id, { version });
  const user = await tx.require(User, input.userId, { field: ['input', 'userId'] });
  const course = await tx.require(Course, input.courseId, { field: ['input', 'courseId'] });
  tx.assert(xapiStatementActions.match, { userId: user.id });
  statement.status = xapiStatementLifecycle.next(statement.status, xapiStatementActions.match);
  const enrollment = course.edition === null ? null : await applyTo(tx, statement, user, [course]);
  if (!enrollment) {
    throw new RuleViolationError(
      'not-enrolled',
      `${user.name} is not in this edition and cannot be enrolled in it now.`,
      [`${course.id} is ${course.status}`, `${user.id} is ${user.status}`],
      ['input', 'courseId'],
    );
  }
  Object.assign(statement, { gap: null, userId: user.id, enrollmentId: enrollment.id });
  await tx.save(statement);
  tx.record(facts.xapiStatementMatched, statement, {});
  return statement;
}

export async function dismissStatement(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<XapiStatement> {
  const statement = await tx.require(XapiStatement, id, { version });
  tx.assert(xapiStatementActions.dismiss, statement);
  statement.status = xapiStatementLifecycle.next(statement.status, xapiStatementActions.dismiss);
  statement.gap = null;
  statement.dismissedBecause = reason;
  await tx.save(statement);
  tx.record(facts.xapiStatementDismissed, statement, { reason });
  return statement;
}
