import { WebSocket } from 'ws';
import type { Client } from '../../support/client';
import { pause } from '../../support/database';
import { givenPartner, givenProduct } from '../../support/given';
import { Role, TestApp } from '../../support/app';

interface Message {
  id?: string;
  type: string;
  payload?: unknown;
}

/** A client of the protocol itself, message by message. */
class RawSocket {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private readonly open: Promise<unknown>;
  private readonly socket: WebSocket;
  private wake = () => {};

  constructor(url: string, options: { autoPong?: boolean; headers?: Record<string, string> } = {}) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
    this.socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(String(data)) as Message);
      this.wake();
    });
    // The socket may open before anything waits for that.
    this.open = new Promise((resolve) => this.socket.once('open', resolve));
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
      this.socket.on('error', (error) => resolve({ code: 0, reason: error.message }));
    });
  }

  opened(): Promise<unknown> {
    return this.open;
  }

  send(message: Message): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  /** The next message of these types that was not yet consumed. */
  next(...types: string[]): Promise<Message> {
    return this.first(({ type }) => types.includes(type));
  }

  /** The next result of this operation that was not yet consumed. */
  result(id: string): Promise<Message> {
    return this.first((message) => message.type === 'next' && message.id === id);
  }

  private async first(wanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.messages.findIndex(wanted);
      if (index >= 0) return this.messages.splice(index, 1)[0]!;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async init(client: Client | null): Promise<this> {
    await this.opened();
    const payload = client?.accessToken ? { authorization: `Bearer ${client.accessToken}` } : undefined;
    this.send({ type: 'connection_init', payload });
    await this.next('connection_ack');
    return this;
  }

  subscribe(id: string, query = 'subscription { factStated { type } }'): void {
    this.send({ id, type: 'subscribe', payload: { query } });
  }

  /** The codes of the errors of an operation. */
  async refused(): Promise<unknown[]> {
    const { payload } = await this.next('error');
    return (payload as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
  }

  end(): void {
    this.socket.terminate();
  }
}

const later = (app: TestApp, seconds: number) => app.clock.set(new Date(app.clock.now().getTime() + seconds * 1_000));

describe('sockets', () => {
  let app: TestApp;
  const sockets: RawSocket[] = [];
  const open = (options?: ConstructorParameters<typeof RawSocket>[1]) => {
    const socket = new RawSocket(app.url, options);
    sockets.push(socket);
    return socket;
  };
  afterEach(() => sockets.splice(0).forEach((socket) => socket.end()));

  describe('with mistakes in their messages', () => {
    let app: TestApp;
    beforeAll(async () => {
      app = await TestApp.start();
    });
    afterAll(() => app.stop());

    it.each([
      ['a value that does not fit its scalar', 'query ($v: Int) { partners(first: $v) { totalCount } }', { v: 'x' }],
      ['an id that is a list', 'query ($v: [ID!]!) { nodes(ids: $v) { id } }', { v: [[['x']]] }],
      [
        'an object with more fields than any input has',
        'query ($v: PartnerFilter) { partners(filter: $v) { totalCount } }',
        { v: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 0])) },
      ],
      ['no value', 'query ($v: ID!) { node(id: $v) { id } }', {}],
      ['an unknown enum value', 'query ($v: PartnerStatus) { __typename @include(if: $v) }', { v: 'X' }],
      ['a nested list', `{ nodes(ids: ${'['.repeat(2_400)}${']'.repeat(2_400)}) { id } }`, {}],
      ['a syntax error', '{', {}],
    ])('answer an invalid request with the same code as HTTP: %s', async (_what, query, variables) => {
      const client = await app.as(Role.ADMIN);
      const overHttp = (await client.send(query, variables)).errors!.map(({ extensions }) => extensions.code);
      const socket = await new RawSocket(app.url).init(client);
      socket.send({ id: '1', type: 'subscribe', payload: { query, variables } });
      const answer = await socket.next('next', 'error');
      const { payload } = answer as { payload: { errors?: unknown[] } };
      const errors = (payload.errors ?? payload) as { extensions: { code: string } }[];
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(overHttp);
      expect(overHttp).not.toContain('INTERNAL_SERVER_ERROR');
      socket.end();
    });

    it('are closed with a reason for a ping that nests too deeply', async () => {
      const socket = await new RawSocket(app.url).init(null);
      socket.sendText(`{"type":"ping","payload":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`);
      expect(await socket.closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    });
  });

  describe('limited in number', () => {
    beforeAll(async () => {
      app = await TestApp.start({
        trustedProxies: ['127.0.0.0/8'],
        connections: {
          socketsPerAddress: 3,
          socketsPerViewer: 2,
          subscriptionsPerSocket: 2,
          subscriptionsPerViewer: 3,
          operationsPerSocket: 5,
        },
      });
    });
    afterAll(() => app.stop());

    const from = (address: string) => open({ headers: { 'x-forwarded-for': address } });

    it('have a maximum per address, counted separately for each', async () => {
      for (let i = 0; i < 3; i += 1) await from(`2001:db8::${i}`).opened();
      expect(await from('2001:db8::9').closed).toMatchObject({ reason: expect.stringContaining('429') });
      await from('2001:db8:1::1').opened();
      sockets[0]!.end();
      await sockets[0]!.closed;
      await pause(200);
      await from('2001:db8::9').opened();
    });

    it('have a maximum per viewer, counted separately for each', async () => {
      const analyst = await app.as(Role.ANALYST);
      await from('10.0.0.1').init(analyst);
      await from('10.0.0.2').init(analyst);
      const third = from('10.0.0.3');
      await third.opened();
      third.send({ type: 'connection_init', payload: { authorization: `Bearer ${analyst.accessToken}` } });
      expect(await third.closed).toMatchObject({ code: 4429 });
      await from('10.0.0.4').init(await app.as(Role.ANALYST));
    });

    it('have a maximum of subscriptions each and per viewer, and free a place when one ends', async () => {
      const analyst = await app.as(Role.ANALYST);
      const [first, second] = [await from('10.0.1.1').init(analyst), await from('10.0.1.2').init(analyst)];
      /** Waits until facts arrive: the operation has begun then, however slow the server is. */
      const begun = async (socket: RawSocket, id: string) => {
        const result = socket.result(id);
        let arrived = false;
        void result.then(() => (arrived = true));
        while (!arrived) {
          await givenProduct(app);
          await pause(50);
        }
        return (await result).payload;
      };
      const refusal = { errors: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] };
      const asked = ['a', 'b', 'c'];
      for (const id of asked) first.subscribe(id);
      // They are prepared at the same time, so any of them may come last.
      const last = await first.next('error');
      expect(last.payload).toMatchObject(refusal.errors);
      const [one, other] = asked.filter((id) => id !== last.id);
      second.subscribe('a');
      for (const [socket, id] of [
        [first, one],
        [first, other],
        [second, 'a'],
      ] as const)
        await begun(socket, id!);
      second.subscribe('b');
      // The stream itself refuses this one, so it arrives as a result without data.
      expect((await second.result('b')).payload).toMatchObject(refusal);
      await second.next('complete');
      first.send({ id: one, type: 'complete' });
      // The place is free when the stream has ended, which takes the server a moment.
      for (let attempt = 0; ; attempt += 1) {
        second.subscribe(`c${attempt}`);
        const payload = await begun(second, `c${attempt}`);
        if ((payload as { data?: unknown }).data) break;
        expect(payload).toMatchObject(refusal);
        await second.next('complete');
      }
    });

    it('have a maximum of running operations', async () => {
      const socket = await from('10.0.2.1').init(await app.as(Role.ANALYST));
      let finish = () => {};
      const finished = new Promise<null>((resolve) => (finish = () => resolve(null)));
      const field = app.installation.schema.getQueryType()!.getFields().viewer!;
      const { resolve } = field;
      field.resolve = () => finished;
      try {
        for (let i = 0; i < 6; i += 1) socket.subscribe(String(i), '{ viewer { id } }');
        expect(await socket.refused()).toEqual(['TOO_MANY_OPERATIONS']);
        finish();
        for (let i = 0; i < 5; i += 1) await socket.next('next');
      } finally {
        field.resolve = resolve;
      }
    });
  });

  describe('limited in time', () => {
    beforeAll(async () => {
      app = await TestApp.start({
        connections: { socketInitTimeout: 300, socketAnonymousTimeout: 900, socketPing: 400 },
      });
    });
    afterAll(() => app.stop());

    it('are closed if they never send an init message', async () => {
      expect(await open().closed).toMatchObject({ code: 4408 });
    });

    it('are closed if no viewer signs in', async () => {
      const socket = await open().init(null);
      expect(await socket.closed).toMatchObject({ code: 4403 });
    });

    it('are closed when the client does not answer pings, and stay open while it does', async () => {
      const client = await app.as(Role.ANALYST);
      const alive = await open().init(client);
      const dead = await open({ autoPong: false }).init(client);
      expect(await dead.closed).toMatchObject({ code: 1006 });
      alive.send({ type: 'ping', payload: { a: 1 } });
      expect(await alive.next('pong')).toEqual({ type: 'pong', payload: { a: 1 } });
    });

    it('are closed with their session, even if idle', async () => {
      const client = await app.as(Role.SALES);
      const socket = await open().init(client);
      await client.done('sessionRevoke', {}, 'session { revokedAt }');
      expect(await socket.closed).toMatchObject({ code: 4403, reason: expect.stringContaining('session') });
    });

    it('are closed when the access token expires, even if idle', async () => {
      const socket = await open().init(await app.as(Role.SALES));
      later(app, 15 * 60);
      expect(await socket.closed).toMatchObject({ code: 4403, reason: expect.stringContaining('expired') });
    });
  });

  describe('with an access token', () => {
    beforeAll(async () => {
      app = await TestApp.start();
    });
    afterAll(() => app.stop());

    it('send no fact once it has expired', async () => {
      const socket = await open().init(await app.as(Role.SALES));
      socket.subscribe('a');
      await pause(300);
      later(app, 15 * 60);
      await givenProduct(app);
      expect(await socket.closed).toMatchObject({ code: 4403, reason: expect.stringContaining('expired') });
      expect(socket.messages).toEqual([]);
    });

    it('continue when a ping brings a new token of the same session, and only then', async () => {
      const [user, other] = [await app.createUser([Role.SALES]), await app.createUser([Role.SALES])];
      const session = await app.installation.sessions.open(user.id, 'test');
      const foreign = await app.installation.sessions.open(other.id, 'test');
      const socket = await open().init({ accessToken: session.accessToken } as Client);
      socket.subscribe('a');
      later(app, 10 * 60);
      const renewed = await app.installation.sessions.refresh(session.refreshToken, 'test');
      const ask = async (authorization: unknown) => {
        socket.send({ type: 'ping', payload: { authorization } });
        return (await socket.next('pong')).payload;
      };
      const foreignAgain = await app.installation.sessions.refresh(foreign.refreshToken, 'test');
      for (const wrong of ['Bearer nonsense', 1, null, `Bearer ${foreignAgain.accessToken}`])
        expect(await ask(wrong)).toEqual({ renewed: false });
      expect(await ask(`Bearer ${renewed.accessToken}`)).toEqual({
        renewed: true,
        expiresAt: renewed.expiresAt.toISOString(),
      });
      later(app, 10 * 60);
      await givenProduct(app);
      expect((await socket.next('next')).payload).toEqual({ data: { factStated: { type: 'ProductCreated' } } });
    });

    it('are closed after too many wrong API keys, without an internal error', async () => {
      const socket = await open().init(null);
      const authorization = `Bearer trellis_0123456789abcdef_${'A'.repeat(43)}`;
      for (let guess = 0; guess < 50; guess += 1) {
        socket.send({ type: 'ping', payload: { authorization } });
        expect((await socket.next('pong')).payload).toEqual({ renewed: false });
      }
      socket.send({ type: 'ping', payload: { authorization } });
      expect(await socket.closed).toEqual({ code: 4403, reason: 'Too many failed attempts. Try again later.' });
    });

    it('read a fact with the current roles of the viewer', async () => {
      const user = await app.createUser([Role.SALES]);
      const socket = await open().init(await app.signIn(user));
      socket.subscribe('a', 'subscription { factStated(types: ["ProductCreated"]) { data subject { id } } }');
      await pause(300);
      const partnerId = (await givenPartner(app)).id;
      await app.installation.database.query({
        text: 'UPDATE user SET roles = ?, partnerId = ? WHERE id = ?',
        params: [JSON.stringify([Role.PARTNER_ADMIN]), partnerId, user.id],
      });
      const product = await givenProduct(app);
      expect((await socket.next('next')).payload).toEqual({
        data: { factStated: { data: {}, subject: { id: product.id } } },
      });
    });
  });

  describe('of a server at its maximum load', () => {
    beforeAll(async () => {
      app = await TestApp.start({
        ownSchema: true,
        load: { requests: 1, burst: 100, delay: 50 },
        limits: { addressRate: 1 },
      });
    });
    afterAll(() => app.stop());

    it('count their operations as load, and release it', async () => {
      later(app, 60);
      const socket = await open().init(await app.as(Role.ANALYST));
      let finish = () => {};
      const finished = new Promise<null>((resolve) => (finish = () => resolve(null)));
      app.installation.schema.getQueryType()!.getFields().viewer!.resolve = () => finished;
      socket.subscribe('a', '{ viewer { id } }');
      await pause(200);
      socket.subscribe('b', '{ viewer { id } }');
      expect(await socket.refused()).toEqual(['OVERLOADED']);
      later(app, 60);
      const overHttp = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ viewer { id } }"}',
      });
      expect(overHttp.status).toBe(503);
      finish();
      await socket.next('next');
      await socket.next('complete');
      // Invalid operations release it as well, and a subscription does not hold it.
      for (const query of ['{', '{ nonsense }', 'subscription { factStated { type } }', '{ viewer { id } }']) {
        later(app, 60);
        socket.subscribe(query, query);
      }
      expect((await socket.next('next')).id).toBe('{ viewer { id } }');
    });

    it('count messages towards the rate of their address, and are closed if they ignore refusals', async () => {
      later(app, 60);
      const socket = await open().init(await app.as(Role.ANALYST));
      for (let i = 0; i < 11; i += 1) socket.subscribe(String(i), '{ __typename }');
      expect(await socket.refused()).toEqual(['RATE_LIMITED']);
      for (let i = 0; i < 200; i += 1) socket.send({ type: 'pong' });
      expect(await socket.closed).toMatchObject({ code: 1008 });
    });
  });
});
