import { PaperTooLargeError, Press, PressBusyError } from '../../../src/modules/sow/papers/press';
import { TestApp } from '../../support/app';
import { givenProject } from '../../support/delivery';
import { givenDraft } from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
afterEach(() => jest.restoreAllMocks());

async function printUrl() {
  const project = await givenProject(app);
  const { id } = await givenDraft(project);
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${project.manager.accessToken}` },
    body: JSON.stringify({ query: `{ sow(id: "${id}") { printUrl } }` }),
  });
  const { data, extensions } = (await response.json()) as {
    data: { sow: { printUrl: string } };
    extensions: { cost: { requested: number } };
  };
  return { url: data.sow.printUrl, cost: extensions.cost.requested };
}

describe('a paper', () => {
  it.each([
    ['that finds no place', PressBusyError, 503, 'OVERLOADED', '5'],
    ['that takes too much', PaperTooLargeError, 422, 'PAPER_TOO_LARGE', null],
  ])('%s is refused with a code', async (_what, failure, status, code, retryAfter) => {
    const { url } = await printUrl();
    jest.spyOn(Press.prototype, 'print').mockRejectedValue(new failure());
    const response = await fetch(url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('costs 50 points to link to', async () => {
    expect((await printUrl()).cost).toBe(1 + 50);
  });
});
