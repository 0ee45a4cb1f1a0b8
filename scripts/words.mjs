// Finds phrases that docs/STYLE.md bans, and says what to write instead. Code in a page is not prose, so that a page can
// quote a phrase in backquotes.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FILES = ['*.md'];

/** Words as regular expressions; a space in them also matches a line break, with the marks of a comment. */
const BANNED = [
  ['anew', 'again; or name the action: rewrite, recompute'],
  ['as ever|by now', 'nothing: delete it'],
  ['at once', 'immediately; or concurrently, at the same time'],
  ['beside', 'next to, alongside, in addition to'],
  ['(?:go|goes|going|went|gone) on', 'continue'],
  ['whatever|whoever|whomever', 'the noun; or regardless of'],
  ['(?:is|are|was|were|be) none', 'does not exist, has no'],
  ['not to be had|for want of', 'unavailable, timed out; for lack of'],
  ['so many', 'the number, or a limited number of'],
  ['themself', 'themselves; or name the thing: their own account'],
  ['catalogues?|licences?|behaviours?|favou?rites?|colours?|centres?|judgements?|whilst', 'American spelling'],
  ['enrol|enrols|enrolments?|(?:lab|mod)elling|labelled|modelled', 'American spelling'],
  ['\\w*(?:author|initial|minim|maxim|normal|optim|organ|real|recogn|serial|summar)is(?:e|ed|es|ing|ations?)', 'z'],
].map(([words, instead]) => [new RegExp(`\\b(?:${words.replaceAll(' ', '[\\s*/]+')})\\b`, 'gi'), instead]);

// A sentence, heading or cell that starts with a relative clause. A question may.
BANNED.push([/(?:^[^\w\n]{0,20}|[.:;!?|]\s+)(?:Of two|Of several|What|Who)\b(?![^.!|]*\?)/gm, 'subject, verb, object']);

const blank = (code) => code.replace(/[^\n]/g, ' ');

const proseOf = (page) => page.replace(/^ *```[\s\S]*?^ *```$/gm, blank).replace(/`[^`]*`/g, blank);

export const findBanned = (prose) =>
  BANNED.flatMap(([pattern, instead]) =>
    [...prose.matchAll(pattern)].map(({ 0: match, index }) => {
      const phrase = match.replace(/^\W+/, '').replace(/\s+/g, ' ');
      return { line: prose.slice(0, index + match.length).split('\n').length, phrase, instead };
    }),
  ).sort((a, b) => a.line - b.line);

export const findBannedInPage = (page) => findBanned(proseOf(page));

if (process.argv[1]?.endsWith('words.mjs')) {
  const files = execFileSync('git', ['ls-files', '-z', '--', ...FILES], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
  for (const file of files) {
    const find = file.endsWith('.md') ? findBannedInPage : findBanned;
    for (const { line, phrase, instead } of find(readFileSync(file, 'utf8'))) {
      console.error(`${file}:${line}: "${phrase}" (write: ${instead})`);
      process.exitCode = 1;
    }
  }
}
