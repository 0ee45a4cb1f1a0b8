import type { Reader } from '../database/reader';
import type { Transaction } from '../database/transaction';
import { actions, actionsOn } from '../domain/action';
import { RuleViolationError } from '../domain/errors';
import { refuseBlocked } from '../domain/lifecycle';
import { availableActions } from '../graphql/actions';
import { Access, Policy } from './policy';
import { blockersOf, checkOf, Steps } from './steps';
import { Role, type Viewer } from './viewer';

class Paper {
  pages = 0;
}

const { approve, drop, lapse } = actionsOn<Paper>()('paper', 'approve', 'drop', 'lapse');
const reader = {} as Reader;
const viewer: Viewer = { kind: 'STAFF', userId: 'user_x', roles: [Role.SALES], partnerId: null, sessionId: null };

const policy = new Policy();
policy.allow(approve).to(Role.PROJECT_MANAGER);
policy.allow(drop).to(Role.SALES);

const done: string[] = [];
const empty = { code: 'empty', message: 'It has no pages.' };
const unread = { code: 'unread', message: 'Nobody has read it.' };
const steps = new Steps(
  [
    blockersOf(drop, (_reader, { pages }) => Promise.resolve(pages === 0 ? [empty] : [])),
    blockersOf(drop, () => Promise.resolve([unread])),
  ],
  [
    checkOf(drop, (_tx, { pages }) => Promise.resolve(void done.push(`first ${pages}`))),
    checkOf(drop, () => Promise.reject(new RuleViolationError('kept', 'It is kept.'))),
    checkOf(drop, () => Promise.resolve(void done.push('never'))),
  ],
);
const access = new Access([policy], steps);

describe('blockers from other modules', () => {
  it('are collected from each contributing module, in order', async () => {
    expect(await steps.blockersOf(reader, drop, new Paper())).toEqual([empty, unread]);
    expect(await steps.blockersOf(reader, approve, new Paper())).toEqual([]);
  });

  it('refuse the step by the first rule, with all messages', () => {
    expect(() => refuseBlocked([])).not.toThrow();
    expect(() => refuseBlocked([empty, unread])).toThrow(
      new RuleViolationError('empty', 'It has no pages. Nobody has read it.', [empty.message, unread.message]),
    );
  });

  it('are listed in availableActions after those of policy and lifecycle', async () => {
    const inTheWay = { code: 'late', message: 'It is late.' };
    const legal = [
      { action: approve, blockedBy: [] },
      { action: drop, blockedBy: [inTheWay] },
      { action: lapse, blockedBy: [] },
    ];
    expect(await availableActions({ access, viewer, reader }, legal, new Paper())).toEqual([
      {
        name: 'paperApprove',
        allowed: false,
        blockedBy: [{ code: 'forbidden', message: 'Your roles do not allow this.' }],
      },
      { name: 'paperDrop', allowed: false, blockedBy: [inTheWay, empty, unread] },
    ]);
  });

  it('is checked by the compiler', () => {
    const { write } = actions('note', 'write');
    const mistakes = [
      // @ts-expect-error The blocker receives a paper.
      () => blockersOf(drop, (_reader, { words }) => Promise.resolve(words === 0 ? [empty] : [])),
      // @ts-expect-error A paper is not a note.
      () => availableActions({ access, viewer, reader }, [{ action: write, blockedBy: [] }], new Paper()),
    ];
    expect(mistakes).toHaveLength(2);
  });
});

describe('checks of other modules when a step is taken', () => {
  it('run in order, up to the first that refuses', async () => {
    await expect(steps.check({} as Transaction, drop, { pages: 3 })).rejects.toThrow('It is kept.');
    await steps.check({} as Transaction, approve, new Paper());
    expect(done).toEqual(['first 3']);
  });
});
