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

const papers = new Policy();
papers.allow('paper.create', 'paper.read').to(Role.PROJECT_MANAGER);
papers.allow('paper.read').toSignedIn();
papers.allow('paper.request').toAnybody();
papers.allow('paper.count').to(Role.ANALYST);
papers.allow('paper.approve').to(Role.PROJECT_MANAGER, Role.ECOSYSTEM_MANAGER);
papers.forbid('paper.approve', 'paper.rename').when(isOwner, 'own-act', 'Nobody approves their own paper.');
papers.allow('paper.rename').to(Role.PROJECT_MANAGER).when(isOwner);
papers
  .show(Paper)
  .toStaff()
  .toPartners((viewer) => sql`t.partnerId = ${viewer.partnerId}`);
papers.show(Note).toStaff(Role.SALES);
const others = new Policy();
others.allow('paper.create').to(Role.SALES);
others.forbid('paper.create').when((viewer) => viewer.userId === 'user_banned', 'banned', 'Not you.');
others.show(Note).toPartners(() => raw('t.open = 1'));
others.show(Paper).toPartners(() => raw('t.open = 1'));
const access = new Access([papers, others]);

describe('who may do what', () => {
  it.each<[string, string, Viewer, boolean]>([
    ['a role that is named', 'paper.create', manager, true],
    ['a role that another module names', 'paper.create', sales, true],
    ['a role that nobody names', 'paper.create', member, false],
    ['nobody who is signed in', 'paper.read', anonymous, false],
    ['somebody who is signed in', 'paper.read', member, true],
    ['somebody whose role reads only, though signed in', 'paper.read', analyst, false],
    ['somebody with another role besides', 'paper.read', person('STAFF', Role.ANALYST, Role.SALES), true],
    ['a role that reads only where it is named', 'paper.count', analyst, true],
    ['anybody', 'paper.request', anonymous, true],
    ['an administrator, named or not', 'paper.create', admin, true],
    ['the system', 'paper.create', system, true],
    ['nobody in particular', 'paper.create', anonymous, false],
    ['a role on a condition that holds', 'paper.rename', owner, true],
    ['a role on a condition that does not', 'paper.rename', manager, false],
    ['an administrator, whatever the condition', 'paper.rename', admin, true],
  ])('%s: %s', (_who, action, viewer, expected) => {
    expect(access.allows(viewer, action, paper)).toBe(expected);
    if (!expected) expect(() => access.assert(viewer, action, paper)).toThrow(ForbiddenError);
  });

  it('is an error of the program to ask for an action that no sentence mentions', () => {
    expect(() => access.allows(admin, 'paper.burn')).toThrow('No policy mentions paper.burn.');
    expect(() => access.assert(system, 'paper.burn')).toThrow('No policy mentions paper.burn.');
  });

  it.each<[string, Viewer]>([
    ['who would be allowed', owner],
    ['who is an administrator', { ...admin, userId: 'user_owner' }],
    ['who is the system on behalf of them', { ...system, userId: 'user_owner' }],
  ])('is forbidden to one %s, with the rule', (_who, viewer) => {
    expect.assertions(3);
    expect(access.prohibition(viewer, 'paper.approve', paper)).toEqual({
      rule: 'own-act',
      message: 'Nobody approves their own paper.',
    });
    try {
      access.assert(viewer, 'paper.approve', paper);
    } catch (error) {
      expect(error).toBeInstanceOf(RuleViolationError);
      expect(error).toMatchObject({ rule: 'own-act', message: 'Nobody approves their own paper.' });
    }
  });

  it('is not forbidden to others, and another module may forbid more', () => {
    expect(() => access.assert(manager, 'paper.approve', paper)).not.toThrow();
    expect(access.prohibition(manager, 'paper.create')).toBeNull();
    expect(() => access.assert({ ...sales, userId: 'user_banned' }, 'paper.create')).toThrow('Not you.');
  });

  it('tells those who have no right that, and not which rule would apply', () => {
    expect(() => access.assert({ ...sales, userId: 'user_owner' }, 'paper.approve', paper)).toThrow(ForbiddenError);
  });
});

describe('which rows show', () => {
  const everything = '1 = 1';
  const nothing = '1 = 0';

  it.each<[string, Viewer, new () => object, string]>([
    ['all to staff', sales, Paper, everything],
    ['all to a role of the staff', sales, Note, everything],
    ['none to another role of the staff', manager, Note, nothing],
    ['all to an administrator', admin, Note, everything],
    ['all to the system', system, Hidden, everything],
    ['none to nobody', anonymous, Paper, nothing],
    ['to partners what any module shows them', member, Paper, '((t.partnerId = ?) OR (t.open = 1))'],
    ['to partners what one module shows them', member, Note, '((t.open = 1))'],
  ])('%s', (_what, viewer, record, text) => {
    expect(access.rows(viewer, record).text).toBe(text);
  });

  it('narrows by the partner of the viewer', () => {
    expect(access.rows(member, Paper).params).toEqual(['partner_x']);
  });

  it('shows nothing to a partner of a record that is only for staff', () => {
    const staffOnly = new Policy();
    staffOnly.show(Paper).toStaff();
    expect(new Access([staffOnly]).rows(member, Paper).text).toBe(nothing);
  });

  it('shows nothing to staff of a record that is only for partners', () => {
    const partnersOnly = new Policy();
    partnersOnly.show(Paper).toPartners(() => raw(everything));
    expect(new Access([partnersOnly]).rows(manager, Paper).text).toBe(nothing);
    expect(new Access([partnersOnly]).rows(admin, Paper).text).toBe(nothing);
  });

  it('is an error of the program to ask for a record that no sentence shows', () => {
    expect(access.shows(Hidden)).toBe(false);
    for (const viewer of [admin, member, anonymous]) {
      expect(() => access.rows(viewer, Hidden)).toThrow('No policy shows Hidden to anybody.');
    }
  });

  it('tells the own people from others', () => {
    expect([admin, sales, system, member, anonymous].map((viewer) => access.seesInternal(viewer))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
