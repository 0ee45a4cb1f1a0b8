import { growthOf } from '../../../test/support/growth';
import { weaknessOf } from './password.rules';

const person = { email: 'mei.lin@loomworks.example', name: 'Mei Lin Øvergård' };

describe('a password', () => {
  it.each([
    'correct horse battery staple',
    'k7#Vx!tq2Lm9',
    'Zh0uM4k3sN00dles&Tea',
    '窗外的雨下了一整夜没有停',
    'a-b-c then something else',
  ])('may be %s', (password) => {
    expect(weaknessOf(password, person)).toBeNull();
  });

  it.each([
    ['short', 'tooshort', /at least 12/],
    ['of eleven characters', 'k7#Vx!tq2Lm', /at least 12/],
    ['of eleven characters, each two UTF-16 units', '😀🐙🚲🌋🎻🧊🦜🍋🚀🧵🪐', /at least 12/],
    ['too long', 'correct horse battery '.repeat(10), /at most 200/],
    ['in the list', '1qaz2wsx3edc', /common/],
    ['in the list, in capitals', 'QWERTY123456', /common/],
    ['a common one with digits after it', 'password2026!!', /common/],
    ['a common one with signs for letters', 'P@ssw0rd2026!', /common/],
    ['a common one between digits', '11-29-Superman-2026', /common/],
    ['one character', 'aaaaaaaaaaaaaaaa', /is repetitive or a sequence/],
    ['few characters', 'abababbabaabab', /is repetitive or a sequence/],
    ['the same part over and over', 'k7#Vxk7#Vxk7#Vx', /is repetitive or a sequence/],
    ['the alphabet', 'abcdefghijklmnop', /is repetitive or a sequence/],
    ['digits alone', '830174962058', /letters/],
    ['their name', 'overnight øvergård 99', /your name/],
    ['their address', 'mei.lin has a secret', /your name/],
  ])('is refused if it is %s', (_why, password, reason) => {
    expect(weaknessOf(password, person)).toMatch(reason);
  });

  it('is checked in bounded time, however long it is', () => {
    for (const text of ['aa', 'ab', '--']) {
      expect(growthOf((times) => weaknessOf(text.repeat(times), person), 50_000)).toBeLessThan(40);
    }
  });
});
