import type { Session } from './session';

interface DemoLogin {
  email: string;
  name: string;
  roles: string[];
  partner: string | null;
}

/** What the server says about itself at /explorer/settings.json; `demo` is null where there is no demo data. */
export interface Settings {
  demo: { password: string; logins: DemoLogin[] } | null;
}

const NOBODY = '';
const SOMEBODY_ELSE = 'other';

/** The bar above GraphiQL: who is signed in, and how to sign in as somebody else. */
export function drawBar(bar: HTMLElement, settings: Settings, session: Session, resetTabs: () => void): void {
  const problem = element('span', { className: 'problem', role: 'alert' });
  const account = element('div', { className: 'person' });

  const examples = element('button', {
    type: 'button',
    className: 'plain',
    textContent: 'reset tabs',
    title: 'Close all tabs and open the examples again',
  });
  examples.addEventListener('click', resetTabs);

  bar.replaceChildren(
    brand(),
    element('span', { className: 'what', textContent: 'API explorer' }),
    examples,
    element('span', { className: 'space' }),
    problem,
    account,
  );

  const attempt = async (change: () => Promise<void>) => {
    problem.textContent = '';
    setDisabled(account, true);
    try {
      await change();
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : String(error);
    }
    setDisabled(account, false);
  };

  let othersForm = !settings.demo;

  const draw = () => {
    const children: HTMLElement[] = [];
    if (settings.demo) {
      children.push(loginSelect(settings.demo, session.email, othersForm, choose));
    }
    if (session.email) {
      children.push(...signedIn(settings.demo, session.email, () => void attempt(() => session.signOut())));
    } else if (othersForm) {
      children.push(loginForm((email, password) => void attempt(() => session.signIn(email, password))));
    }
    account.replaceChildren(...children);
  };

  const choose = (value: string) => {
    othersForm = value === SOMEBODY_ELSE;
    const demo = settings.demo;
    if (demo && value !== NOBODY && value !== SOMEBODY_ELSE) {
      void attempt(() => session.signIn(value, demo.password)).then(draw);
    } else if (session.email) {
      void attempt(() => session.signOut());
    } else {
      draw();
    }
  };

  session.onChange(draw);
  draw();
}

function brand(): HTMLElement {
  const name = element('span', { className: 'name' });
  name.append(element('img', { src: '/explorer/icon.svg', alt: '' }), 'Trellis');
  return name;
}

function loginSelect(
  demo: NonNullable<Settings['demo']>,
  email: string | null,
  othersForm: boolean,
  choose: (value: string) => void,
): HTMLElement {
  const select = element('select', { title: 'Demo logins', ariaLabel: 'Sign in as' });
  select.append(
    new Option('Sign in as …', NOBODY),
    ...demo.logins.map(
      (login) =>
        new Option([login.name, readable(login.roles), login.partner].filter(Boolean).join(' · '), login.email),
    ),
    new Option('sign in with other e-mail …', SOMEBODY_ELSE),
  );
  select.value = email ?? (othersForm ? SOMEBODY_ELSE : NOBODY);
  // Somebody who is not one of the demo logins.
  if (select.selectedIndex < 0) select.value = SOMEBODY_ELSE;
  select.addEventListener('change', () => choose(select.value));
  return select;
}

function signedIn(demo: Settings['demo'], email: string, signOut: () => void): HTMLElement[] {
  const login = demo?.logins.find((candidate) => candidate.email === email);
  const button = element('button', { type: 'button', textContent: 'Sign out' });
  button.addEventListener('click', signOut);
  const who = element('span', { className: 'who', textContent: `Signed in as ${login?.name ?? email}` });
  return [who, button];
}

function loginForm(signIn: (email: string, password: string) => void): HTMLElement {
  const form = element('form', {});
  const email = element('input', { type: 'email', required: true, placeholder: 'e-mail', autocomplete: 'username' });
  const password = element('input', {
    type: 'password',
    required: true,
    placeholder: 'password',
    autocomplete: 'current-password',
  });
  form.append(email, password, element('button', { type: 'submit', textContent: 'Sign in' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    signIn(email.value, password.value);
  });
  return form;
}

/** PARTNER_MANAGER → partner manager */
function readable(roles: string[]): string {
  return roles.map((role) => role.toLowerCase().replaceAll('_', ' ')).join(', ');
}

function setDisabled(container: HTMLElement, disabled: boolean): void {
  for (const control of container.querySelectorAll<HTMLInputElement>('select, input, button')) {
    control.disabled = disabled;
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
