import { findBanned, findBannedInPage } from './words.mjs';

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

  it('says on which line a phrase is, also across a line break', () => {
    expect(findBanned('One.\n\n * The list goes\n * on.')).toEqual([
      { line: 4, phrase: 'goes * on', instead: 'continue' },
    ]);
  });

  it('lets a page quote a phrase in backquotes and in code blocks', () => {
    const page = 'Not `anew`.\n\n```ts\n// at once\n```\n\nThis is anew.\n';
    expect(findBannedInPage(page)).toMatchObject([{ line: 7, phrase: 'anew' }]);
  });
});
