import { randomUUID } from 'node:crypto';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenApiKey, givenCourse } from '../../support/given';

interface Statement {
  id: string;
  version: number;
  statementId: string;
}

describe('an unmatched statement', () => {
  let app: TestApp;
  let manager: Client;
  let secret: string;
  let course: Awaited<ReturnType<typeof givenCourse>>;
  const selection = `xapiStatement { id version status gap dismissedBecause user { id } enrollment { id status statementId
    completedOn course { id } } availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    ({ secret } = await givenApiKey(app, ['XAPI_WRITE']));
    course = await givenCourse(app);
  });
  afterAll(() => app.stop());

  const waiting = async (verb = 'passed'): Promise<Statement> => {
    const statement = {
      actor: { account: { homePage: 'https://lms.example.com', name: '4711' } },
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id: 'https://lms.example.com/courses/12' },
      timestamp: '2026-02-01T10:00:00Z',
    };
    const response = await fetch(`${app.url}/xapi/statements?statementId=${randomUUID()}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'x-experience-api-version': '1.0.3',
      },
      body: JSON.stringify(statement),
    });
    expect(response.status).toBe(204);
    const { xapiStatements } = await manager.query('{ xapiStatements(first: 1) { nodes { id version statementId } } }');
    return xapiStatements.nodes[0];
  };
  const match = ({ id, version }: { id: string; version: number }, userId: string | null, courseId = course.id) => ({
    id,
    version,
    input: { userId, courseId },
  });
  const dismissal = ({ id, version }: { id: string; version: number }, reason = 'Not ours.') => ({
    id,
    version,
    input: { reason },
  });

  it('is listed with the reason why it is unmatched', async () => {
    const statement = await waiting();
    const read = `query ($person: String) { xapiStatements(filter: { status: [UNMATCHED], person: $person }) {
      totalCount nodes { id status gap person activityId verbId statement apiKey { name } availableActions { name } } } }`;
    const { xapiStatements } = await manager.query(read, { person: 'https://LMS.example.com 4711' });
    expect(xapiStatements.nodes[0]).toMatchObject({
      id: statement.id,
      status: 'UNMATCHED',
      gap: 'UNKNOWN_PERSON',
      person: 'https://lms.example.com 4711',
      activityId: 'https://lms.example.com/courses/12',
      statement: { object: { id: 'https://lms.example.com/courses/12' } },
      apiKey: null,
      availableActions: [{ name: 'xapiStatementMatch' }, { name: 'xapiStatementDismiss' }],
    });
    const admin = await app.as(Role.ADMIN);
    expect((await admin.query(read)).xapiStatements.nodes[0].apiKey).not.toBeNull();
    expect(await app.countStatements(() => manager.query(read))).toBeLessThanOrEqual(5);
  });

  it('takes effect once a manager matches it to a person and a course', async () => {
    const member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    const statement = await waiting();
    const matched = await manager.done('xapiStatementMatch', match(statement, member.userId), selection);
    expect(matched).toMatchObject({
      status: 'MATCHED',
      gap: null,
      user: { id: member.userId },
      enrollment: {
        status: 'COMPLETED',
        statementId: statement.statementId,
        completedOn: '2026-03-02',
        course: { id: course.id },
      },
      availableActions: [],
    });
    expect(await app.factsAbout(statement.id)).toEqual(['XapiStatementAccepted', 'XapiStatementMatched']);
    expect(await app.historyOf(statement.id)).toEqual(['xapiStatements', 'xapiStatementMatch']);
    const twice = await app.expectNothingChanged(() =>
      manager.refused('xapiStatementMatch', match(matched, member.userId), selection),
    );
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'MATCHED', allowed: [] });
    // The person sees the completion and the statement's id; only staff see the statement itself.
    const { node } = await member.query(
      'query ($id: ID!) { node(id: $id) { ... on Enrollment { status statementId } } }',
      { id: matched.enrollment.id },
    );
    expect(node).toEqual({ status: 'COMPLETED', statementId: statement.statementId });
    expect(await member.query('query ($id: ID!) { node(id: $id) { id } }', { id: statement.id })).toEqual({
      node: null,
    });
  });

  it('is dismissed with a reason', async () => {
    const statement = await waiting('failed');
    const dismissed = await manager.done('xapiStatementDismiss', dismissal(statement), selection);
    expect(dismissed).toMatchObject({
      status: 'DISMISSED',
      gap: null,
      dismissedBecause: 'Not ours.',
      enrollment: null,
    });
    expect(await app.factsAbout(statement.id)).toEqual(['XapiStatementAccepted', 'XapiStatementDismissed']);
    expect(await app.historyOf(statement.id)).toEqual(['xapiStatements', 'xapiStatementDismiss']);
    const late = await app.expectNothingChanged(() =>
      manager.refused('xapiStatementMatch', match(dismissed, manager.userId), selection),
    );
    expect(late).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
  });

  it('cannot be matched to oneself', async () => {
    const statement = await waiting();
    for (const client of [manager, await app.as(Role.ADMIN)]) {
      const refusal = await app.expectNothingChanged(() =>
        client.refused('xapiStatementMatch', match(statement, client.userId), selection),
      );
      expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
    }
  });

  it('is neither matched nor dismissed with invalid input', async () => {
    const statement = await waiting();
    const { userId } = await app.as(Role.CONSULTANT);
    const { id: draft } = await manager.done(
      'courseDraft',
      { input: { title: 'Draft', description: '' } },
      'course { id }',
    );
    const cases: [string, object, object][] = [
      ['xapiStatementMatch', match(statement, userId, draft), { rule: 'not-enrolled' }],
      ['xapiStatementMatch', match(statement, newId('user')), { code: 'NOT_FOUND', field: ['input', 'userId'] }],
      [
        'xapiStatementMatch',
        match(statement, userId, newId('course')),
        { code: 'NOT_FOUND', field: ['input', 'courseId'] },
      ],
      ['xapiStatementMatch', match({ ...statement, version: 9 }, userId), { code: 'CONFLICT', currentVersion: 1 }],
      ['xapiStatementMatch', match({ id: newId('xapistatement'), version: 1 }, userId), { code: 'NOT_FOUND' }],
      ['xapiStatementDismiss', dismissal(statement, ''), { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
      ['xapiStatementDismiss', dismissal({ ...statement, version: 9 }), { code: 'CONFLICT', currentVersion: 1 }],
    ];
    for (const [name, args, error] of cases) {
      const refusal = await app.expectNothingChanged(() => manager.refused(name, args, selection));
      expect(refusal).toMatchObject(error);
    }
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'does not exist for %s',
    async (role) => {
      const statement = await waiting();
      const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
      const refusals = await app.expectNothingChanged(async () => [
        await client.refused('xapiStatementMatch', match(statement, client.userId), selection),
        await client.refused('xapiStatementDismiss', dismissal(statement), selection),
      ]);
      for (const refusal of refusals) {
        // A read-only role is refused before any record is read; to the others, the statement does not exist.
        expect(refusal).toMatchObject(
          role === Role.ANALYST
            ? { code: 'FORBIDDEN' }
            : { code: 'NOT_FOUND', message: `There is no record ${statement.id}.` },
        );
      }
      expect(
        await client.query('query ($id: ID!) { node(id: $id) { id } xapiStatements { totalCount nodes { id } } }', {
          id: statement.id,
        }),
      ).toEqual({ node: null, xapiStatements: { totalCount: 0, nodes: [] } });
    },
  );
});
