import { dictionary } from '@zxcvbn-ts/language-common';

export const minPasswordLength = 12;
export const maxPasswordLength = 200;
/** Shorter parts of a name occur in many words by chance. */
const minNamePart = 4;
const minDistinct = 5;

const common = new Set(dictionary['passwords-common']);
/** Substitutes for letters in passwords that follow a rule about special characters. */
const lookalikes: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
};

/** Why a password is refused, as a sentence; null if it is not. */
export function weaknessOf(password: string, person: { email: string; name: string }): string | null {
  const length = [...password].length;
  if (length < minPasswordLength) return `Use at least ${minPasswordLength} characters.`;
  if (length > maxPasswordLength) return `Use at most ${maxPasswordLength} characters.`;
  const text = password.normalize('NFKC').toLowerCase();
  if (isMonotonous(text)) return 'This password is repetitive or a sequence. Use several unrelated words.';
  const core = coreOf(text);
  if (core === '') return 'Use letters as well.';
  if ([text, core, plain(core), coreOf(plain(text))].some((each) => common.has(each))) {
    return 'This is a common password with characters added. Use several unrelated words.';
  }
  const [local = ''] = person.email.toLowerCase().split('@');
  const parts = [local, ...local.split(/[^\p{L}\p{N}]/u), ...person.name.toLowerCase().split(/[^\p{L}\p{N}]/u)];
  const personal = parts.some((part) => [...part].length >= minNamePart && text.includes(part));
  return personal ? 'Leave your name and your email address out of the password.' : null;
}

/** Few different characters, a repeated part, or mostly steps along the alphabet. */
function isMonotonous(text: string): boolean {
  const characters = [...text];
  if (new Set(characters).size < minDistinct) return true;
  for (let period = 1; period < minPasswordLength && period <= characters.length / 2; period += 1) {
    if (characters.every((character, index) => character === characters[index % period])) return true;
  }
  const steps = characters.slice(1).filter((character, index) => {
    const step = character.codePointAt(0)! - characters[index]!.codePointAt(0)!;
    return Math.abs(step) <= 1;
  });
  return steps.length >= (characters.length - 1) * 0.8;
}

/** Without leading and trailing digits and special characters. */
function coreOf(text: string): string {
  const characters = [...text];
  const first = characters.findIndex(isLetter);
  if (first < 0) return '';
  return characters.slice(first, characters.findLastIndex(isLetter) + 1).join('');
}

const isLetter = (character: string) => /\p{L}/u.test(character);

const plain = (text: string) => [...text].map((character) => lookalikes[character] ?? character).join('');
