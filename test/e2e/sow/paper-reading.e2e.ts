import published from '../../cases/papers.json';
import { TestApp } from '../../support/app';
import { givenProject } from '../../support/delivery';
import { readPaper } from '../../support/paper-reader';
import { givenDraft, scopeItem, sowContent } from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

/** A statement of work with one deliverable with these acceptance criteria. */
async function printed(acceptanceCriteria: string) {
  const project = await givenProject(app);
  const deliverables = [{ name: 'Guide', acceptanceCriteria }];
  const { id } = await givenDraft(project, sowContent({ scopeItems: [scopeItem({ deliverables })], milestones: [] }));
  const { sow } = await project.manager.query(
    'query ($id: ID!) { sow(id: $id) { printUrl clarity { findings { severity code path advice } } } }',
    { id },
  );
  const response = await fetch(sow.printUrl);
  expect(response.status).toBe(200);
  const paper = await readPaper(Buffer.from(await response.arrayBuffer()));
  return { ...paper, unprintable: sow.clarity.findings.filter(({ code }: { code: string }) => code === 'unprintable') };
}

const request = (id: string) => published.cases.find((each) => each.id === id)!.requests[0]!;

describe('a paper, read by another program', () => {
  it('shows every character that one of its fonts has, in any script: pdf-limits-lost', async () => {
    const { text, unprintable } = await printed(`${request('pdf-limits-lost')} ① Ⅲ → √ ㎡`);
    expect(text).toContain('Answer time ≤ 2 s at ≥ 500 users; availability ≥ 99.9 %; drift ≠ 0 ① Ⅲ → √ ㎡');
    expect(unprintable).toEqual([]);
  });

  it('blocks the review if no font has a character: pdf-other-scripts', async () => {
    const { unprintable } = await printed(`${request('pdf-other-scripts')}: 한국어, العربية, עברית, ไทย, 😀`);
    expect(unprintable).toEqual([
      {
        severity: 'ERROR',
        code: 'unprintable',
        path: ['scopeItems', '0', 'deliverables', '0', 'acceptanceCriteria'],
        advice: expect.stringMatching(/^Write it without 𠮷 한 국 어 .*, and the paper would show boxes\.$/),
      },
    ]);
  });

  it('has composed letters, regardless of how they were typed', async () => {
    const { text } = await printed('Wisła, Příbram, Ångström'.normalize('NFD'));
    expect(text).toContain('Wisła, Příbram, Ångström');
  });

  it('names the vendor as its author', async () => {
    const { info, text } = await printed('It runs.');
    expect(info).toMatchObject({ Creator: 'Loomworks', Author: 'Loomworks' });
    expect(JSON.stringify(info) + text).not.toContain('Trellis');
  });
});
