import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';

const root = join(__dirname, '..', '..');
const PASSWORD = 'a password for this test only';

/** The side effects of a page: errors and requests. */
interface Watched {
  page: Page;
  /** Console errors, exceptions, and responses of 400 and above. */
  troubles: string[];
  /** Requests to hosts other than the server under test. */
  elsewhere: string[];
}

describe('the explorer of the built server with demo data, in a browser', () => {
  let folder: string;
  let server: ChildProcess;
  let log = '';
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trellis-browser-'));
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js')], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'development',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATA_DIR: join(folder, 'data'),
        DEMO_PASSWORD: PASSWORD,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server.stdout!.on('data', (data) => (log += data));
    server.stderr!.on('data', (data) => (log += data));
    await Promise.all([ready(), launch()]);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    if (server && server.exitCode === null) {
      const exited = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await Promise.race([exited, sleep(10_000, undefined, { ref: false })]);
      server.kill('SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function ready(): Promise<void> {
    const end = Date.now() + 150_000;
    while (Date.now() < end && server.exitCode === null) {
      const answer = await fetch(`${address}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await sleep(200);
    }
    throw new Error(`The server has not become ready:\n${log}`);
  }

  async function launch(): Promise<void> {
    browser = await chromium.launch({
      executablePath: process.env.BROWSER_PATH ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }

  /** Opens the explorer in a fresh browser profile. */
  async function open(): Promise<Watched> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 800 } });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const troubles: string[] = [];
    const elsewhere: string[] = [];
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
    });
    page.on('request', (request) => {
      const own = [`${address}/`, 'data:', `blob:${address}/`].some((start) => request.url().startsWith(start));
      if (!own) elsewhere.push(request.url());
    });
    page.on('websocket', (socket) => {
      if (!socket.url().startsWith(`${address.replace('http', 'ws')}/`)) elsewhere.push(socket.url());
    });
    await page.goto(address);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.locator('#bar .who').waitFor();
    return { page, troubles, elsewhere };
  }

  const tabs = (page: Page) => page.locator('.graphiql-tab');

  async function openTab(page: Page, name: string): Promise<void> {
    await page.locator(`.graphiql-tab-button[title="${name}"]`).click();
    await page.locator(`.graphiql-tab-active .graphiql-tab-button[title="${name}"]`).waitFor();
  }

  /** Runs the operation in the open tab, and returns the response. */
  async function run(page: Page): Promise<{ data?: unknown; errors?: { message: string }[] }> {
    const answered = page.waitForResponse((response) => {
      // Skips the requests of the page itself, for the schema and for a token.
      const { query } = (response.request().postDataJSON() as { query?: string } | null) ?? {};
      return (
        response.url() === `${address}/graphql` &&
        !/IntrospectionQuery|session(Create|Refresh|Revoke)/.test(query ?? '')
      );
    });
    await page.locator('.graphiql-execute-button').click();
    return (await (await answered).json()) as { data?: unknown; errors?: { message: string }[] };
  }

  const shown = (page: Page, text: string) =>
    page.locator('.result-window .view-lines', { hasText: text }).waitFor({ timeout: 10_000 });

  test('signs in with a demo login by itself and runs the first example, without a request to anywhere else', async () => {
    const { page, troubles, elsewhere } = await open();

    const answer = await run(page);

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ viewer: { email: await page.locator('#bar select').inputValue() } });
    await shown(page, '"viewer"');
    expect(elsewhere).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('names the demo logins to nobody who asks through a proxy', async () => {
    const settings = async (headers: Record<string, string> = {}) =>
      ((await (await fetch(`${address}/explorer/settings.json`, { headers })).json()) as { demo: unknown }).demo;
    expect(await settings()).toMatchObject({ password: PASSWORD });
    expect(await settings({ 'x-forwarded-for': '203.0.113.7' })).toBeNull();
  });

  test('has examples that the schema understands, and that answer without an error', async () => {
    const { page, troubles } = await open();
    const names = (await tabs(page).allInnerTexts()).map((text) => text.trim());
    expect(names.length).toBeGreaterThanOrEqual(6);

    const wrong: Record<string, unknown> = {};
    // The subscription has a separate test.
    for (const name of names.filter((candidate) => candidate !== 'FactStated')) {
      await openTab(page, name);
      const { errors } = await run(page);
      if (errors) wrong[name] = errors;
    }

    expect(wrong).toEqual({});
    expect(troubles).toEqual([]);
  });

  test('sends what the chosen login may send: the next person, nobody after signing out, and still nobody later', async () => {
    const { page } = await open();
    const emails = await page
      .locator('#bar select option')
      .evaluateAll((options) =>
        options.map((option) => (option as unknown as { value: string }).value).filter((value) => value.includes('@')),
      );
    expect(emails.length).toBeGreaterThan(1);

    await page.locator('#bar select').selectOption(emails[1]!);
    const name = (await page.locator('#bar select option:checked').innerText()).split(' · ')[0]!;
    await page.locator('#bar .who', { hasText: name }).waitFor();
    expect((await run(page)).data).toMatchObject({ viewer: { email: emails[1] } });

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.locator('#bar .who').waitFor({ state: 'detached' });
    expect((await run(page)).data ?? { viewer: null }).toEqual({ viewer: null });

    await page.reload();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    expect(await page.locator('#bar .who').count()).toBe(0);
  });

  test('signs in somebody with an e-mail and a password, and says why it does not', async () => {
    const { page } = await open();
    const email = await page.locator('#bar select').inputValue();
    await page.locator('#bar select').selectOption('other');
    await page.getByPlaceholder('e-mail').fill(email);

    await page.getByPlaceholder('password').fill('not the password');
    await page.locator('#bar').getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#bar .problem', { hasText: /\S/ }).waitFor();
    expect(await page.locator('#bar .who').count()).toBe(0);

    await page.getByPlaceholder('password').fill(PASSWORD);
    await page.locator('#bar').getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#bar .who').waitFor();
  });

  test('shows facts as they are stated', async () => {
    const { page, troubles } = await open();
    await openTab(page, 'FactStated');
    // Listen before the click, because the message may be sent right after it.
    const subscribed = new Promise<void>((resolve) => {
      page.on('websocket', (socket) =>
        socket.on('framesent', ({ payload }) => {
          if (String(payload).includes('"subscribe"')) resolve();
        }),
      );
    });
    await page.locator('.graphiql-execute-button').click();
    await subscribed;
    // The message is sent; the server needs a moment to subscribe.
    await sleep(500);

    // A firm applies through another client.
    const input = {
      name: 'From elsewhere',
      legalName: 'From elsewhere Ltd',
      country: 'IE',
      registrationNumber: 'IE 778899',
      region: 'Western Europe',
      industries: [],
      contactName: 'Somebody',
      contactEmail: 'somebody@elsewhere.example',
    };
    const query = `mutation ($input: PartnerApplyInput!) { partnerApply(input: $input) { userErrors { message } } }`;
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { input } }),
    });
    expect(await answer.json()).toMatchObject({ data: { partnerApply: { userErrors: [] } } });

    await shown(page, '"factStated"');
    expect(troubles).toEqual([]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
