// Finds phrases that docs/STYLE.md bans, and says what to write instead. It reads pages, the comments and texts of
// TypeScript files, and the descriptions of the schema. Code is skipped, so a phrase can be quoted in backquotes. With
// arguments, it reads only the named files.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

// The test of this check quotes what it finds.
const FILES = ['*.md', '*.ts', 'schema/schema.graphql', ':!scripts/words.spec.ts'];

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

BANNED.push([/(?:^[^\w\n]{0,20}|[.:;!?|]\s+)Of (?:two|several)\b/gm, 'subject, verb, object']);

// In a page: a sentence, heading or cell that starts with a relative clause. A question may, and so may a description
// or a comment that is a noun phrase, such as "What the customer receives."
const CLAUSES = [/(?:^[^\w\n]{0,20}|[.:;!?|]\s+)(?:What|Who)\b(?![^.!|]*\?)/gm, 'subject, verb, object'];

const blank = (code) => code.replace(/[^\n]/g, ' ');

const withoutCode = (prose) => prose.replace(/^ *```[\s\S]*?^ *```$/gm, blank).replace(/`[^`]*`/g, blank);

/** The comments and texts of a TypeScript file, with everything else blanked, including SQL and single words. */
function proseOfScript(script) {
  const prose = [...blank(script)];
  const keep = (start, end, text = script.slice(start, end)) => prose.splice(start, end - start, ...text.split(''));
  const visit = (node) => {
    for (const at of [node.pos, node.end]) {
      const comments = [
        ...(ts.getLeadingCommentRanges(script, at) ?? []),
        ...(ts.getTrailingCommentRanges(script, at) ?? []),
      ];
      for (const { pos, end } of comments) keep(pos, end, withoutCode(script.slice(pos, end)));
    }
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') return;
    if (ts.isStringLiteralLike(node) && node.text.includes(' ')) {
      keep(node.getStart() + 1, node.end - 1, withoutCode(script.slice(node.getStart() + 1, node.end - 1)));
    } else if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) keep(node.getStart() + 1, node.end);
    node.getChildren().forEach(visit);
  };
  visit(ts.createSourceFile('prose.ts', script, ts.ScriptTarget.Latest, true));
  return prose.join('');
}

/** The descriptions of a schema, with everything else blanked. */
function proseOfSchema(schema) {
  return schema
    .split('"""')
    .map((part, index) => (index % 2 === 1 ? withoutCode(part) : blank(part)))
    .join('   ');
}

const findIn = (prose, phrases) =>
  phrases
    .flatMap(([pattern, instead]) =>
      [...prose.matchAll(pattern)].map(({ 0: match, index }) => {
        const phrase = match.replace(/^\W+/, '').replace(/\s+/g, ' ');
        return { line: prose.slice(0, index + match.length).split('\n').length, phrase, instead };
      }),
    )
    .sort((a, b) => a.line - b.line);

/** Finds banned phrases in prose. */
export const findBanned = (prose) => findIn(prose, [...BANNED, CLAUSES]);

/** Finds banned phrases in a file by its kind, except in its code. */
export function findBannedIn(file, text) {
  if (file.endsWith('.md')) return findBanned(withoutCode(text));
  return findIn(file.endsWith('.graphql') ? proseOfSchema(text) : proseOfScript(text), BANNED);
}

if (process.argv[1]?.endsWith('words.mjs')) {
  const named = process.argv.slice(2);
  const listed = () =>
    execFileSync('git', ['ls-files', '-z', '--', ...FILES], { encoding: 'utf8' })
      .split('\0')
      .slice(0, -1);
  for (const file of named.length > 0 ? named : listed()) {
    for (const { line, phrase, instead } of findBannedIn(file, readFileSync(file, 'utf8'))) {
      console.error(`${file}:${line}: "${phrase}" (write: ${instead})`);
      process.exitCode = 1;
    }
  }
}
