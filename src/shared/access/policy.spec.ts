import { type Action, actions, actionsOn } from '../domain/action';
import { ForbiddenError, RuleViolationError } from '../domain/errors';
import { raw, sql } from '../database/sql';
import { Access, Policy } from './policy';
import { anonymous, Role, system, type Viewer } from './viewer';

class Paper {
  ownerId = 'user_owner';
}
class Note {}
class Hidden {}

const person = (kind: 'STAFF' | 'PARTNER', ...roles: Role[]): Viewer => ({
  kind,
  userId: 'user_x',
  roles,
  partnerId: kind === 'PARTNER' ? 'partner_x' : null,
  sessionId: null,
});
const admin = person('STAFF', Role.ADMIN);
const manager = person('STAFF', Role.PROJECT_MANAGER);
const sales = person('STAFF', Role.SALES);
const analyst = person('STAFF', Role.ANALYST);
const member = person('PARTNER', Role.PARTNER_MEMBER);
const owner: Viewer = { ...manager, userId: 'user_owner' };
const paper = new Paper();
const isOwner = (viewer: Viewer, subject: Paper) => viewer.userId === subject.ownerId;

const paperActions = actionsOn<Paper>()('paper', 'create', 'read', 'request', 'count', 'approve', 'rename', 'burn');
const papers = new Policy();
papers.allow(paperActions.create, paperActions.read).to(Role.PROJECT_MANAGER);
papers.allow(paperActions.read).toSignedIn();
papers.allow(paperActions.request).toAnybody();
papers.allow(paperActions.count).to(Role.ANALYST);
papers.allow(paperActions.approve).to(Role.PROJECT_MANAGER, Role.ECOSYSTEM_MANAGER);
papers.forbid(paperActions.approve, paperActions.rename).when(isOwner, 'own-act', 'Nobody approves their own paper.');
papers.allow(paperActions.rename).to(Role.PROJECT_MANAGER).when(isOwner);
papers
  .show(Paper)
  .toStaff()
  .toPartners((viewer) => sql`t.partnerId = ${viewer.partnerId}`);
papers.show(Note).toStaff(Role.SALES);
const others = new Policy();
others.allow(paperActions.create).to(Role.SALES);
others.forbid(paperActions.create).when((viewer) => viewer.userId === 'user_banned', 'banned', 'Not you.');
others.show(Note).toPartners(() => raw('t.open = 1'));
others.show(Paper).toPartners(() => raw('t.open = 1'));
const access = new Access([papers, others]);

describe('policies', () => {
  it.each<[string, Action<string, Paper>, Viewer, boolean]>([
    ['a named role', paperActions.create, manager, true],
    ['a role that another module names', paperActions.create, sales, true],
    ['a role that no policy names', paperActions.create, member, false],
    ['an anonymous viewer', paperActions.read, anonymous, false],
    ['a signed-in viewer', paperActions.read, member, true],
    ['a signed-in viewer whose role is read-only', paperActions.read, analyst, false],
    ['a viewer with an additional role', paperActions.read, person('STAFF', Role.ANALYST, Role.SALES), true],
    ['a read-only role that is named', paperActions.count, analyst, true],
    ['anybody', paperActions.request, anonymous, true],
    ['an administrator, named or not', paperActions.create, admin, true],
    ['the system', paperActions.create, system, true],
    ['anonymous as a subject', paperActions.create, anonymous, false],
    ['a role whose condition holds', paperActions.rename, owner, true],
    ['a role whose condition does not hold', paperActions.rename, manager, false],
    ['an administrator, even if the condition fails', paperActions.rename, admin, true],
  ])('%s: %s', (_who, action, viewer, expected) => {
    expect(access.allows(viewer, action, paper)).toBe(expected);
    if (!expected) expect(() => access.assert(viewer, action, paper)).toThrow(ForbiddenError);
  });

  it('throws for an action that no policy mentions', () => {
    expect(() => access.allows(admin, paperActions.burn, paper)).toThrow('No policy mentions paper.burn.');
    expect(() => access.assert(system, paperActions.burn, paper)).toThrow('No policy mentions paper.burn.');
  });

  it.each<[string, Viewer]>([
    ['who would be allowed', owner],
    ['who is an administrator', { ...admin, userId: 'user_owner' }],
    ['who is the system acting for them', { ...system, userId: 'user_owner' }],
  ])('forbids a viewer %s, with the rule', (_who, viewer) => {
    expect.assertions(3);
    expect(access.prohibition(viewer, paperActions.approve, paper)).toEqual({
      rule: 'own-act',
      message: 'Nobody approves their own paper.',
    });
    try {
      access.assert(viewer, paperActions.approve, paper);
    } catch (error) {
      expect(error).toBeInstanceOf(RuleViolationError);
      expect(error).toMatchObject({ rule: 'own-act', message: 'Nobody approves their own paper.' });
    }
  });

  it('allows others, and lets another module forbid more', () => {
    expect(() => access.assert(manager, paperActions.approve, paper)).not.toThrow();
    expect(access.prohibition(manager, paperActions.create, paper)).toBeNull();
    expect(() => access.assert({ ...sales, userId: 'user_banned' }, paperActions.create, paper)).toThrow('Not you.');
  });

  it('tells viewers without permission only that, and no rule that would apply', () => {
    expect(() => access.assert({ ...sales, userId: 'user_owner' }, paperActions.approve, paper)).toThrow(
      ForbiddenError,
    );
  });
});

describe('the subject of an action', () => {
  const noteActions = { ...actions('note', 'write'), ...actionsOn<Note>()('note', 'read') };
  const notes = new Policy();
  notes.allow(noteActions.write, noteActions.read).toSignedIn();
  const all = new Access([papers, notes]);

  it('is required, and absent for an action without one', () => {
    expect(all.allows(manager, paperActions.read, paper)).toBe(true);
    expect(all.allows(manager, noteActions.write)).toBe(true);
  });

  it('is checked by the compiler', () => {
    const mistakes = [
      // @ts-expect-error An object that contains the subject is not the subject.
      () => all.assert(manager, paperActions.approve, { record: paper }),
      // @ts-expect-error This action needs a paper.
      () => all.assert(manager, paperActions.approve),
      // @ts-expect-error A note is not a paper.
      () => all.prohibition(manager, paperActions.approve, new Note()),
      // @ts-expect-error This action takes no subject.
      () => all.allows(manager, noteActions.write, paper),
      // @ts-expect-error A name is not an action.
      () => all.allows(manager, 'paper.approve', paper),
      // @ts-expect-error The condition receives a paper.
      () => new Policy().forbid(paperActions.approve).when((_, { owner }) => owner === 'x', 'rule', 'Message.'),
      // @ts-expect-error These actions take different records, and the condition receives either.
      () => new Policy().allow(paperActions.read, noteActions.read).toSignedIn().when(isOwner),
    ];
    expect(mistakes).toHaveLength(7);
  });

  it('is the same object in every policy that mentions the action', () => {
    const again = new Policy();
    again.allow(actionsOn<Paper>()('paper', 'read').read).toSignedIn();
    expect(() => new Access([papers, again])).toThrow('The action paper.read is declared twice.');
  });
});

describe('visible rows', () => {
  const everything = '1 = 1';
  const nothing = '1 = 0';

  it.each<[string, Viewer, new () => object, string]>([
    ['are all rows for staff', sales, Paper, everything],
    ['are all rows for a staff role', sales, Note, everything],
    ['are no rows for another staff role', manager, Note, nothing],
    ['are all rows for an administrator', admin, Note, everything],
    ['are all rows for the system', system, Hidden, everything],
    ['are no rows for an anonymous viewer', anonymous, Paper, nothing],
    ['for partners, are the rows that any module shows them', member, Paper, '((t.partnerId = ?) OR (t.open = 1))'],
    ['for partners, are the rows that the one module shows them', member, Note, '((t.open = 1))'],
  ])('%s', (_what, viewer, record, text) => {
    expect(access.rows(viewer, record).text).toBe(text);
  });

  it('narrow by the partner of the viewer', () => {
    expect(access.rows(member, Paper).params).toEqual(['partner_x']);
  });

  it('are no rows of a staff record for a partner', () => {
    const staffOnly = new Policy();
    staffOnly.show(Paper).toStaff();
    expect(new Access([staffOnly]).rows(member, Paper).text).toBe(nothing);
  });

  it('are no rows of a partner record for staff', () => {
    const partnersOnly = new Policy();
    partnersOnly.show(Paper).toPartners(() => raw(everything));
    expect(new Access([partnersOnly]).rows(manager, Paper).text).toBe(nothing);
    expect(new Access([partnersOnly]).rows(admin, Paper).text).toBe(nothing);
  });

  it('throws for a record that no policy shows', () => {
    expect(access.shows(Hidden)).toBe(false);
    for (const viewer of [admin, member, anonymous]) {
      expect(() => access.rows(viewer, Hidden)).toThrow('No policy shows Hidden to anybody.');
    }
  });

  it('tells staff from partner users', () => {
    expect([admin, sales, system, member, anonymous].map((viewer) => access.seesInternal(viewer))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
