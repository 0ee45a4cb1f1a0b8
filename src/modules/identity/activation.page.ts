import { html, type Markup, pageOf, policyOf } from '../../shared/http/markup';
import { maxPasswordLength, minPasswordLength } from './password.rules';

const style = html`
:root { color-scheme: light dark; --ink: #1b2430; --paper: #f5f6f4; --line: #c9cec7; --link: #0b5a8a; --bad: #a3261c;
  --good: #1c6b3a; --on: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebe6; --paper: #14181c; --line: #4a535c; --link: #8cc8f0;
  --bad: #ff9d92; --good: #7fd6a0; --on: #14181c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { width: 100%; font: inherit; color: inherit; background: transparent; border: 1px solid var(--ink);
  border-radius: .3rem; padding: .5rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; margin: 1.25rem 0; border-radius: .35rem; cursor: pointer;
  border: 2px solid var(--link); background: var(--link); color: var(--on); }
.notice { border: 2px solid var(--bad); border-radius: .375rem; padding: .75rem 1rem; }
.done { border-color: var(--good); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;

/**
 * Allows only the page's own style, and a form that posts to the same origin: no script runs, and no frame may contain
 * it.
 */
export const pagePolicy = policyOf(style, "form-action 'self'");

interface Account {
  name: string;
  email: string;
}

/** The page on which a person sets the password of the account that their link opens. */
export function passwordPage({ name, email }: Account, vendor: string, problem: string | null = null): string {
  return pageOf(
    'Set your password',
    style,
    html`<h1>Set your password</h1>
<p><bdi>${name}</bdi>, you sign in at ${vendor} with <strong>${email}</strong>.</p>
${problem === null ? null : html`<p class="notice" role="alert" id="problem">${problem}</p>`}
<form method="post">
<input type="hidden" name="username" value="${email}" autocomplete="username">
<label for="password">New password</label>
${field('password', problem !== null)}
<p id="rule">At least ${minPasswordLength} characters: several unrelated words are easy to keep. No common password, and
neither your name nor your e-mail address in it.</p>
<label for="repeat">The same again</label>
${field('repeat', problem !== null)}
<button>Set password</button>
</form>
<p>The link works once. Afterwards you are signed out wherever you were signed in.</p>`,
  );
}

function field(name: string, isWrong: boolean): Markup {
  const described = html`aria-describedby="rule${isWrong ? ' problem' : null}"`;
  return html`<input id="${name}" name="${name}" type="password" autocomplete="new-password" required minlength="${minPasswordLength}" maxlength="${maxPasswordLength}" ${described}>`;
}

export function donePage({ email }: Account): string {
  return pageOf(
    'Your password is set',
    style,
    html`<h1>Your password is set</h1>
<p class="notice done" role="status">Sign in with ${email} and the new password. This link works no longer.</p>
<p><a href="/">To the explorer</a></p>`,
  );
}

/** A message instead of the form. */
export function closedPage(message: string): string {
  return pageOf(
    'Set your password',
    style,
    html`<h1>Set your password</h1>
<p class="notice" role="alert">${message}</p>`,
  );
}
