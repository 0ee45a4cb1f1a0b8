import fc from 'fast-check';
import { drawPaper, type DrawnQuestion } from './drawing.formula';

const question = (id: string, pool: string | null = null): DrawnQuestion => ({
  id,
  pool,
  choices: ['a', 'b', 'c', 'd'].map((letter) => ({ id: `${id}${letter}` })),
});
const questions = [
  question('q1'),
  ...Array.from({ length: 6 }, (_, index) => question(`easy${index}`, 'easy')),
  ...Array.from({ length: 4 }, (_, index) => question(`hard${index}`, 'hard')),
  question('q2'),
];
const pools = [
  { name: 'easy', draw: 3 },
  { name: 'hard', draw: 1 },
];
const plain = { pools, shuffleQuestions: false, shuffleChoices: false };
const idsOf = (each: readonly { id: string }[]) => each.map(({ id }) => id);

describe('the paper of an attempt', () => {
  it('has every question outside pools, and the drawn number from each pool, for any seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (seed, shuffleQuestions) => {
        const paper = drawPaper(questions, { ...plain, shuffleQuestions }, seed);
        expect(new Set(idsOf(paper)).size).toBe(6);
        expect(paper.filter(({ pool }) => pool === 'easy')).toHaveLength(3);
        expect(paper.filter(({ pool }) => pool === 'hard')).toHaveLength(1);
        expect(idsOf(paper)).toEqual(expect.arrayContaining(['q1', 'q2']));
      }),
    );
  });

  it('is the same for the same seed', () => {
    const rules = { pools, shuffleQuestions: true, shuffleChoices: true };
    fc.assert(
      fc.property(fc.string(), (seed) =>
        expect(drawPaper(questions, rules, seed)).toEqual(drawPaper(questions, rules, seed)),
      ),
    );
  });

  it("keeps the authors' order if nothing is shuffled", () => {
    const order = idsOf(questions);
    const positions = drawPaper(questions, plain, 'seed').map(({ id }) => order.indexOf(id));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    expect(drawPaper(questions, plain, 'seed')[0]).toBe(questions[0]);
  });

  it('shuffles questions and choices without losing or repeating one, differently for each seed', () => {
    const rules = { pools: [], shuffleQuestions: true, shuffleChoices: true };
    const fixed = questions.map((each) => ({ ...each, pool: null }));
    const papers = ['1', '2', '3', '4', '5', '6'].map((seed) => drawPaper(fixed, rules, seed));
    for (const paper of papers) {
      expect([...idsOf(paper)].sort()).toEqual([...idsOf(fixed)].sort());
      for (const { id, choices } of paper) {
        expect([...idsOf(choices)].sort()).toEqual(idsOf(question(id).choices));
      }
    }
    expect(new Set(papers.map((paper) => idsOf(paper).join())).size).toBe(papers.length);
    expect(
      new Set(papers.map((paper) => idsOf(paper.find(({ id }) => id === 'q1')!.choices).join())).size,
    ).toBeGreaterThan(1);
  });

  it('draws every question of a pool about equally often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 1_200; seed += 1) {
      for (const { id, pool } of drawPaper(questions, plain, `attempt ${seed}`)) {
        if (pool === 'easy') counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    // Expected are 600 of 1,200; five standard deviations are 87.
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 600)).toBeLessThan(87);
  });
});
