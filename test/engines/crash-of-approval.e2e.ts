import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ChangeOrder, Deliverable, Milestone, ResourceLine, ScopeItem, StatementOfWork } from '../../src/modules/sow';
import { system } from '../../src/shared/access/viewer';
import { chainHash, emptyHash, HistoryEntry } from '../../src/shared/database/history';
import type { StoredRecord } from '../../src/shared/database/record';
import { Fact } from '../../src/shared/events/fact';
import { TestApp } from '../support/app';
import { givenSubmitted } from '../support/change-orders';
import { pause } from '../support/database';
import { scopeItem } from '../support/sow';

const root = join(__dirname, '..', '..');
const rounds = 3;
const perRound = 8;
const enough = 3;

/*
 * The approval of a change order writes some twenty rows: the base, the next revision with all its parts, the change order,
 * their history and facts. After a kill in the middle, either all of them exist or none does.
 */
describe('a process that is killed while it approves change orders', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** The ids that the process said it had approved before it was killed with no warning. */
  async function approveUntilKilled(ids: readonly string[]): Promise<string[]> {
    const { databaseUrl, dataDirectory } = app.installation.config;
    const location = JSON.stringify({ url: databaseUrl, directory: dataDirectory });
    const approver = spawn(
      process.execPath,
      ['-r', '@swc-node/register', join(root, 'test', 'support', 'approver.ts'), location, JSON.stringify(ids)],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((resolve) => approver.on('exit', resolve));
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: approver.stdout })) {
      acknowledged.push(line);
      // Kill it at a random moment while it works.
      if (acknowledged.length === enough) setTimeout(() => approver.kill('SIGKILL'), Math.random() * 20);
    }
    await ended;
    return acknowledged;
  }

  it('leaves each project with either its old revision or its new one, complete', async () => {
    const projects = new Map<string, string>();
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const ids: string[] = [];
      for (let count = 0; count < perRound; count += 1) {
        const added = scopeItem({
          title: 'Reports',
          deliverables: [{ name: 'Pack', acceptanceCriteria: 'It opens.' }],
        });
        const { changeOrder, project } = await givenSubmitted(app, { scopeItems: [added] });
        ids.push(changeOrder.id);
        projects.set(changeOrder.id, project.id);
      }
      acknowledged.push(...(await approveUntilKilled(ids)));
    }
    // The database rolls back the open transaction of a dead connection once it notices.
    await pause(500);
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * enough);

    const reader = app.installation.database.reader(system);
    const changeOrders = await reader.list(ChangeOrder, {});
    const approved = changeOrders.filter(({ status }) => status === 'APPROVED');
    expect(acknowledged.filter((id) => !approved.some((each) => each.id === id))).toEqual([]);
    for (const changeOrder of changeOrders) {
      const projectId = projects.get(changeOrder.id) as StatementOfWork['projectId'];
      const sows = await reader.list(StatementOfWork, { projectId }, [{ column: 'revision' }]);
      const made = changeOrder.status === 'APPROVED';
      expect(sows.map(({ status }) => status)).toEqual(made ? ['SUPERSEDED', 'SIGNED'] : ['SIGNED']);
      expect(sows.map((sow) => sow.currentOfProjectId)).toEqual(made ? [null, projectId] : [projectId]);
      expect(changeOrder).toMatchObject({ version: made ? 3 : 2, sowId: made ? sows[1]!.id : null });
      const parts: StoredRecord[] = [];
      for (const [recordClass, each] of [
        [ScopeItem, [1, 2]],
        [Deliverable, [2, 3]],
        [Milestone, [1, 1]],
        [ResourceLine, [1, 1]],
      ] as const) {
        const found: StoredRecord[] = await reader.list(recordClass as typeof ScopeItem, { projectId });
        const count = (id: string) => found.filter((part) => (part as ScopeItem).sowId === id).length;
        expect(sows.map(({ id }) => count(id))).toEqual(each.slice(0, sows.length));
        parts.push(...found);
      }
      for (const record of [changeOrder, ...sows, ...parts]) {
        const entries = await reader.list(HistoryEntry, { recordId: record.id }, [{ column: 'recordVersion' }]);
        expect(entries).toHaveLength(record.version);
        expect(entries.reduce(chainHash, emptyHash)).toBe(record.historyHash);
      }
      const facts = await reader.list(Fact, { subjectId: [changeOrder.id, ...sows.map(({ id }) => id)] });
      const types = facts.map(({ type }) => type).filter((type) => /Approved|Superseded/.test(type));
      expect(types.sort()).toEqual(made ? ['ChangeOrderApproved', 'SowApproved', 'SowSuperseded'] : ['SowApproved']);
    }
  }, 120_000);
});
