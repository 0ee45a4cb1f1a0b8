import { findBanned, findBannedIn } from './words.mjs';

describe('the check of words', () => {
  it.each([
    ['The draft is written anew.', 'anew'],
    ['The paper stands Beside the plan.', 'Beside'],
    ['One node answers at once.', 'at once'],
    ['It works whatever\nthe number.', 'whatever'],
    ['There are none.', 'are none'],
    ['The member is enrolled. The enrolment ends.', 'enrolment'],
    ['Names are normalised.', 'normalised'],
    ['Who signs is stored.', 'Who'],
    ['- What is known is not done again', 'What'],
    ['## What holds it back', 'What'],
    ['One wins. Of two drafts, the later is refused.', 'Of two'],
  ])('finds the phrase in %j', (prose, phrase) => {
    expect(findBanned(prose).map((found) => found.phrase)).toEqual([phrase]);
  });

  it.each([
    'The programme is standardised; a cancelled project stays.',
    'Only one of two concurrent drafts wins.',
    'What may a partner deliver? Who decides?',
    'The user who signs is stored with what they signed.',
  ])('accepts %j', (prose) => {
    expect(findBanned(prose)).toEqual([]);
  });

  it('reports the line of a phrase, also across a line break', () => {
    expect(findBanned('One.\n\n * The list goes\n * on.')).toEqual([
      { line: 4, phrase: 'goes * on', instead: 'continue' },
    ]);
  });

  it('ignores phrases in backquotes and code blocks of a page', () => {
    const page = 'Not `anew`.\n\n```ts\n// at once\n```\n\nThis is anew.\n';
    expect(findBannedIn('page.md', page)).toMatchObject([{ line: 7, phrase: 'anew' }]);
  });

  it.each([
    ['a comment', '// The draft is written anew.\nrewrite();'],
    ['a comment of several lines', '/**\n * The draft is written\n * anew.\n */\nrewrite();'],
    ['a comment behind code', 'rewrite(); // anew'],
    ['a description', "@Field({ description: 'The draft, written anew.' })\nclass Draft {}"],
    ['a message', 'throw new Error(`' + '$' + '{draft} was written anew.`);'],
  ])('finds a phrase in %s of a script', (_where, script) => {
    expect(findBannedIn('draft.ts', script).map(({ phrase }) => phrase)).toEqual(['anew']);
  });

  it.each([
    ['a name', 'const anew = draft.anew;'],
    ['a single word', "const step = 'anew';"],
    ['SQL', 'const rows = sql`SELECT anew FROM draft WHERE ' + '$' + '{anew} = 1`;'],
    ['code in a comment', '// Calls `anew` again.'],
    ['a description that is a noun phrase', "@Field({ description: 'What the customer receives.' })\nclass Draft {}"],
  ])('accepts %s in a script', (_what, script) => {
    expect(findBannedIn('draft.ts', script)).toEqual([]);
  });

  it('finds a phrase in a description of a schema, but not in names', () => {
    const schema = 'type Query {\n  """The drafts, written anew."""\n  anew: Int\n}\n';
    expect(findBannedIn('schema.graphql', schema)).toMatchObject([{ line: 2, phrase: 'anew' }]);
  });
});
