import { createHash } from 'node:crypto';
import { typeid } from 'typeid-js';
import { type CostGroup, rollupIdOf } from '../../../src/modules/time/costs/cost-rollup.service';
import { personMonthId } from '../../../src/modules/time/costs/person-month.service';
import { chainHash } from '../../../src/shared/database/history';
import { now, published, type Viewer } from './access';
import type { Database } from './limit.database';

/*
 * A handwritten approval of a time entry in one transaction: the entry, the roll-ups, its history, the fact in the
 * outbox, and the idempotency key, with the same rules as in the product.
 */

const one = `SELECT t.version, t.status, t.userId, t.partnerId, t.projectId, t.minutes, t.phase, t.workedOn, t.billable, t.historyHash, p.managerId, l.costRateMinor, l.currencyCode, a.offeringId, i.standard
  FROM time_entry AS t
  JOIN project AS p ON p.id = t.projectId
  JOIN allocation AS a ON a.id = t.allocationId
  JOIN scope_item AS i ON i.id = t.scopeItemId
  LEFT JOIN statement_of_work AS w ON w.currentOfProjectId = t.projectId AND w.status IN ('SIGNED', 'CLOSED')
  LEFT JOIN resource_line AS l ON l.sowId = w.id AND l.role = a.role AND l.partnerId <=> t.partnerId AND l.archivedAt IS NULL
  WHERE t.id = ?`;

export async function approve(
  database: Database,
  viewer: Viewer,
  id: string,
  version: number,
  key: string,
): Promise<object> {
  const requestHash = sha256(JSON.stringify(['timeEntryApprove', id, version]));
  const [done] = await database.rows(
    'SELECT requestHash, resultId FROM idempotency_key WHERE viewerId = ? AND `key` = ?',
    [viewer.userId, key],
  );
  if (done)
    return done[0] === requestHash ? answerOf(await read(database, id)) : refusal('RULE_VIOLATION', 'Key reused.');

  return database.transaction(async (tx) => {
    const [row] = await tx.rows(one, [id]);
    if (!row || (viewer.partnerId && viewer.partnerId !== row[3]))
      return refusal('NOT_FOUND', 'There is no such entry.');
    const [
      current,
      status,
      userId,
      partnerId,
      projectId,
      minutes,
      phase,
      workedOn,
      billable,
      historyHash,
      managerId,
      rate,
      currency,
      offeringId,
      standard,
    ] = row;
    if (current !== version) return refusal('CONFLICT', 'It was changed in the meantime.');
    if (!viewer.roles.includes('PROJECT_MANAGER') || managerId !== viewer.userId || userId === viewer.userId) {
      return refusal('FORBIDDEN', 'You may not approve it.');
    }
    if (status !== 'SUBMITTED') return refusal('ILLEGAL_TRANSITION', 'It is not submitted.');
    if (rate === null) return refusal('RULE_VIOLATION', 'There is no rate.');

    const at = now();
    const cost = Math.round((Number(rate) * Number(minutes)) / 60);
    const changes = {
      status: [status, 'APPROVED'],
      costMinor: [null, cost],
      currencyCode: [null, currency],
      decidedById: [null, viewer.userId],
    } as Record<string, [unknown, unknown]>;
    const entry = { recordId: id, recordVersion: version + 1, action: 'timeEntryApprove', actorId: viewer.userId };
    const hash = chainHash(historyHash as string, { ...entry, at: new Date(published(at)), changes });
    const changed = await tx.change(
      `UPDATE time_entry SET status = 'APPROVED', costMinor = ?, currencyCode = ?, decidedById = ?, version = ?, updatedAt = ?, historyHash = ? WHERE id = ? AND version = ?`,
      [cost, currency, viewer.userId, version + 1, at, hash, id, version],
    );
    if (changed !== 1) throw new Error('It was changed in the meantime.');
    const month = String(workedOn).slice(0, 7);
    const share = partnerId === null ? String(projectId).slice(-1) : '';
    const sums = [minutes, standard ? minutes : 0, cost];
    const group = { partnerId, offeringId, phase, month, currencyCode: currency, share } as CostGroup;
    await tx.change(
      `INSERT INTO cost_rollup (id, partnerId, offeringId, phase, month, currencyCode, share, entries, minutes, standardMinutes, costMinor) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
       ON DUPLICATE KEY UPDATE entries = entries + 1, minutes = minutes + ?, standardMinutes = standardMinutes + ?, costMinor = costMinor + ?`,
      [rollupIdOf(group), partnerId, offeringId, phase, month, currency, share, ...sums, ...sums],
    );
    const billed = billable ? minutes : 0;
    await tx.change(
      `INSERT INTO person_month (id, userId, partnerId, month, entries, minutes, billableMinutes) VALUES (?, ?, ?, ?, 1, ?, ?)
       ON DUPLICATE KEY UPDATE entries = entries + 1, minutes = minutes + ?, billableMinutes = billableMinutes + ?`,
      [personMonthId({ userId: String(userId), month }), userId, partnerId, month, minutes, billed, minutes, billed],
    );
    const requestId = key.slice(0, 64);
    await tx.change(
      'INSERT INTO idempotency_key (id, viewerId, `key`, requestHash, resultId, at) VALUES (?, ?, ?, ?, ?, ?)',
      [newId('idempotency'), viewer.userId, key, requestHash, id, at],
    );
    await tx.change(
      'INSERT INTO history_entry (id, recordId, recordVersion, action, actorId, at, requestId, changes, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      [newId('history'), id, version + 1, entry.action, viewer.userId, at, requestId, JSON.stringify(changes), hash],
    );
    await tx.change(
      'INSERT INTO fact (id, type, subjectId, contextId, actorId, occurredAt, requestId, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      [
        newId('fact'),
        'TimeEntryApproved',
        id,
        projectId,
        viewer.userId,
        at,
        requestId,
        JSON.stringify({ projectId, userId, partnerId, minutes }),
      ],
    );
    return answerOf({ id, version: version + 1, status: 'APPROVED', minutes, costMinor: cost, currencyCode: currency });
  });
}

interface Approved {
  id: string;
  version: unknown;
  status: unknown;
  minutes: unknown;
  costMinor: number;
  currencyCode: unknown;
}

async function read(database: Database, id: string): Promise<Approved> {
  const [row] = await database.rows(
    'SELECT version, status, minutes, costMinor, currencyCode FROM time_entry WHERE id = ?',
    [id],
  );
  const [version, status, minutes, costMinor, currencyCode] = row!;
  return { id, version, status, minutes, costMinor: Number(costMinor), currencyCode };
}

function answerOf({ id, version, status, minutes, costMinor, currencyCode }: Approved): object {
  const cost = { amount: (costMinor / 100).toFixed(2), currencyCode };
  const timeEntry = { id, version, status, minutes, cost };
  return { data: { timeEntryApprove: { timeEntry, userErrors: [] } } };
}

function refusal(code: string, message: string): object {
  return { data: { timeEntryApprove: { timeEntry: null, userErrors: [{ code, message }] } } };
}

function newId(prefix: string): string {
  return typeid(prefix).toString();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
