import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { AccessTokens, Sessions } from '../../../src/modules/identity';
import { hashPassword } from '../../../src/modules/identity/password';
import { SignInGuards } from '../../../src/modules/identity/sign-in-guard.service';
import { DomainError } from '../../../src/shared/domain/errors';
import { Role, TestApp, testPassword } from '../../support/app';
import { pause } from '../../support/database';

interface Outcome {
  session: { accessToken: string; deviceToken: string } | null;
  userErrors: { rule?: string }[];
}

const guesses = 30;
const mutation =
  'mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { session { accessToken deviceToken } userErrors { ... on RuleViolationError { rule } } } }';

describe('sign-in attempts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ trustedProxies: ['127.0.0.1'] });
  });
  afterAll(() => app.stop());

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const signIn = async (input: object, address: string): Promise<Outcome> => {
    const { data, errors } = await app.anonymous.send(mutation, { input }, from(address));
    if (errors) throw new Error(JSON.stringify(errors));
    return (data as { sessionCreate: Outcome }).sessionCreate;
  };
  const rulesOf = (outcomes: Outcome[]) => outcomes.map(({ userErrors }) => userErrors[0]?.rule ?? 'in');
  const unchecked = ['too-many-attempts', 'sign-in-busy'];
  const checked = (rules: string[]) => rules.filter((rule) => !unchecked.includes(rule)).length;
  const minutesLater = (minutes: number) => app.clock.set(new Date(app.clock.now().getTime() + minutes * 60_000));
  const exhaust = async (email: string, address: string) => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(rulesOf([await signIn({ email, password: `wrong ${attempt}` }, address)])).toEqual(['sign-in-refused']);
    }
    expect(rulesOf([await signIn({ email, password: testPassword }, address)])).toEqual(['too-many-attempts']);
  };

  it('that arrive concurrently over HTTP are checked five times, and again after the waiting time', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const outcomes = await Promise.all(
      Array.from({ length: guesses }, (_, index) => signIn({ email, password: `guess ${index}` }, '203.0.113.1')),
    );
    expect(checked(rulesOf(outcomes))).toBeLessThanOrEqual(5);
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn({ email, password: 'wrong' }, '203.0.113.2');
    expect(rulesOf([await signIn({ email, password: testPassword }, '203.0.113.2')])).toEqual(['too-many-attempts']);
    minutesLater(16);
    expect(rulesOf([await signIn({ email, password: testPassword }, '203.0.113.2')])).toEqual(['in']);
  });

  it('that arrive concurrently over one socket are checked five times', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const client = createClient({
      url: `${app.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    const guess = (password: string) =>
      new Promise<Outcome | null>((resolve, reject) => {
        let answer: Outcome | null = null;
        client.subscribe<{ sessionCreate: Outcome }>(
          { query: mutation, variables: { input: { email, password } } },
          {
            next: ({ data }) => (answer = data?.sessionCreate ?? null),
            error: () => resolve(null),
            complete: () => (answer ? resolve(answer) : reject(new Error('no answer'))),
          },
        );
      });
    const answers = await Promise.all(Array.from({ length: guesses }, (_, index) => guess(`guess ${index}`)));
    // Other limits refuse the rest, which are not checked either.
    const outcomes = answers.filter((answer) => answer !== null);
    expect(checked(rulesOf(outcomes))).toBeLessThanOrEqual(5);
    expect(outcomes.length).toBeGreaterThan(5);
    await client.dispose();
  });

  it('that arrive concurrently at two nodes are checked five times', async () => {
    const { database, config } = app.installation;
    const nodes = [1, 2].map(() => new Sessions(database, new AccessTokens(config.tokenSecret!, app.clock)));
    const { email } = await app.createUser([Role.SALES]);
    const outcomes = await Promise.all(
      Array.from({ length: guesses }, (_, index) =>
        nodes[index % 2]!.create(
          { email, password: `guess ${index}` },
          { address: `198.51.100.${index}`, requestId: 'test' },
        ).then(
          () => 'in',
          (error: unknown) => {
            if (!(error instanceof DomainError)) throw error;
            return (error as DomainError & { rule: string }).rule;
          },
        ),
      ),
    );
    expect(checked(outcomes)).toBeLessThanOrEqual(5);
    expect(outcomes).not.toContain('in');
  });

  it('of one person with the right password all succeed, also concurrently', async () => {
    const { email } = await app.createUser([Role.SALES]);
    for (let round = 0; round < 4; round += 1) {
      const both = await Promise.all([1, 2].map(() => signIn({ email, password: testPassword }, '203.0.113.3')));
      expect(rulesOf(both)).toEqual(['in', 'in']);
    }
  });

  it.each([
    ['an IPv6 network', (host: number) => `2001:db8:1:2::${host}`, '2001:db8:1:3::1'],
    [
      'an IPv4 address, also when mapped to IPv6',
      (host: number) => (host % 2 ? '192.0.2.9' : '::ffff:192.0.2.9'),
      '192.0.2.10',
    ],
  ])('are counted for %s as a whole', async (_what, address, neighbour) => {
    const { callerAt } = await import('../../../src/shared/http/address');
    const guards = new SignInGuards(app.installation.database);
    for (let attempt = 0; attempt < 48; attempt += 1) await guards.count(['network', callerAt(address(1))], 50);
    const attempt = async (host: number, where = address(host)) =>
      rulesOf([await signIn({ email: `nobody${host}@example.com`, password: 'wrong' }, where)])[0];
    expect([await attempt(1), await attempt(2)]).toEqual(['sign-in-refused', 'sign-in-refused']);
    expect([await attempt(3), await attempt(4)]).toEqual(['too-many-attempts', 'too-many-attempts']);
    expect(await attempt(5, neighbour)).toBe('sign-in-refused');
  });

  it('of strangers do not lock users out of a known network or device', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const right = { email, password: testPassword };
    const first = await signIn(right, '198.51.100.77');
    const { deviceToken } = first.session!;
    await exhaust(email, '203.0.113.66');
    expect(rulesOf([await signIn(right, '203.0.113.67')])).toEqual(['too-many-attempts']);
    expect(rulesOf([await signIn(right, '198.51.100.77')])).toEqual(['in']);
    expect(rulesOf([await signIn({ ...right, deviceToken }, '203.0.113.68')])).toEqual(['in']);
    expect(rulesOf([await signIn({ ...right, deviceToken: 'made up, but long' }, '203.0.113.69')])).toEqual([
      'too-many-attempts',
    ]);

    // Guessing from the owner's own network uses up its attempts, but not those of the device.
    await exhaust(email, '198.51.100.77');
    const again = await signIn({ ...right, deviceToken }, '198.51.100.77');
    expect(again.session!.deviceToken).toBe(deviceToken);
  });

  it.each(['ACTIVATED', 'RESET'])('of strangers do not block the first sign-in after %s', async (how) => {
    const admin = await app.as(Role.ADMIN);
    const email = `first.${how.toLowerCase()}@example.com`;
    const [name, args, field] =
      how === 'ACTIVATED'
        ? (['userInvite', { input: { email, name: 'Somebody', roles: ['SALES'] } }, 'invitation'] as const)
        : (['passwordReset', { id: (await app.createUser([Role.SALES], { email })).id }, 'passwordReset'] as const);
    const { token } = (await admin.done(name, args, `${field} { token }`)) as { token: string };
    const password = 'purple window seldom eleven';
    const activated = await app.anonymous.send(
      'mutation ($input: UserActivateInput!) { userActivate(input: $input) { userErrors { message } } }',
      { input: { token, password } },
      from('198.51.100.91'),
    );
    expect(activated.data).toEqual({ userActivate: { userErrors: [] } });
    await exhaust(email, '203.0.113.92');
    expect(rulesOf([await signIn({ email, password }, '203.0.113.93')])).toEqual(['too-many-attempts']);
    expect(rulesOf([await signIn({ email, password }, '198.51.100.91')])).toEqual(['in']);
  });

  it('exhaust a network only for strangers', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const right = { email, password: testPassword };
    await signIn(right, '198.51.100.200');
    const guards = new SignInGuards(app.installation.database);
    for (let attempt = 0; attempt < 50; attempt += 1) await guards.count(['network', '198.51.100.200'], 50);
    const stranger = await app.createUser([Role.SALES]);
    expect(rulesOf([await signIn({ email: stranger.email, password: testPassword }, '198.51.100.200')])).toEqual([
      'too-many-attempts',
    ]);
    expect(rulesOf([await signIn(right, '198.51.100.200')])).toEqual(['in']);
  });

  describe('that were refused before the password was checked', () => {
    const guards = () => new SignInGuards(app.installation.database);
    /** Whether no attempt counts for the network yet. Counts one. */
    const isFresh = async (network: string) => (await guards().count(['network', network], 1)) !== null;

    it('do not count for the network if the email address has used up its attempts', async () => {
      const { email } = await app.createUser([Role.SALES]);
      await exhaust(email, '203.0.113.30');
      for (let attempt = 0; attempt < 50; attempt += 1) await signIn({ email, password: testPassword }, '203.0.113.31');
      expect(await isFresh('203.0.113.31')).toBe(true);
    });

    it('do not count for the network while another attempt is checked, and can be repeated right after it', async () => {
      const { email } = await app.createUser([Role.SALES]);
      const other = (await guards().begin(['stranger', email], 5)) as { id: string };
      const right = { email, password: testPassword };
      expect(rulesOf([await signIn(right, '203.0.113.32')])).toEqual(['sign-in-busy']);
      expect(await isFresh('203.0.113.32')).toBe(true);
      await guards().settle(other.id, false);
      expect(rulesOf([await signIn(right, '203.0.113.33')])).toEqual(['in']);
    });

    it('do not count at all while too many passwords are checked', async () => {
      const { email } = await app.createUser([Role.SALES]);
      let isBusy = true;
      const others = Array.from({ length: 60 }, async () => {
        while (isBusy) await hashPassword('something').catch(() => pause(1));
      });
      const outcomes: string[] = [];
      const attempt = async () => {
        const input = { email, password: 'wrong' };
        const { data, errors } = await app.anonymous.send(mutation, { input }, from('203.0.113.34'));
        outcomes.push(
          errors?.[0]?.extensions.code ?? rulesOf([(data as { sessionCreate: Outcome }).sessionCreate])[0]!,
        );
      };
      for (let sent = 0; sent < 8; sent += 1) await attempt();
      isBusy = false;
      await Promise.all(others);
      expect(outcomes).toContain('OVERLOADED');
      while (outcomes.at(-1) !== 'too-many-attempts') await attempt();
      const wrong = outcomes.filter((outcome) => outcome === 'sign-in-refused').length;
      expect(wrong).toBe(5);
      expect(await guards().count(['network', '203.0.113.34'], wrong + 1)).not.toBeNull();
    });
  });

  it('with a known device are limited as well', async () => {
    const { email } = await app.createUser([Role.SALES]);
    await signIn({ email, password: testPassword }, '198.51.100.78');
    await exhaust(email, '198.51.100.78');
  });

  it('that were made while the clock was ahead block nobody once it is right', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const days = 800 * 24 * 60;
    minutesLater(days);
    await exhaust(email, '203.0.113.80');
    minutesLater(-days);
    expect(rulesOf([await signIn({ email, password: testPassword }, '203.0.113.81')])).toEqual(['in']);
  });

  it('cost as many statements for an unknown address as for a known one', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const warm = async (address: string, name: string) => signIn({ email: name, password: 'wrong' }, address);
    await warm('203.0.113.90', email);
    await warm('203.0.113.90', 'unknown@example.com');
    const known = await app.countStatements(() => warm('203.0.113.90', email));
    const unknown = await app.countStatements(() => warm('203.0.113.90', 'unknown@example.com'));
    expect(unknown).toBe(known);
  });
});
