import { html, pageOf, policyOf } from './markup';

describe('html', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></style></textarea><svg onload=alert(1)>',
    '&lt;b&gt; &amp; &#60;',
    '<!-- ]]> -->',
  ];

  it.each(hostile)('escapes %s between tags and within quotes', (value) => {
    const made = html`<p title="${value}" lang='${value}'>${value}</p>`.toString();
    const [, double, single, between] = /^<p title="([^"<>]*)" lang='([^'<>]*)'>([^<>]*)<\/p>$/.exec(made)!;
    for (const text of [double, single, between]) {
      expect(text!.replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)))).toBe(value);
      expect(text!.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"']/);
    }
  });

  it('does not escape its own output, in lists either', () => {
    const item = (text: string) => html`<li>${text}</li>`;
    expect(html`<ul>${['a', '<b>'].map(item)}</ul>`.toString()).toBe('<ul><li>a</li>\n<li>&#60;b&#62;</li></ul>');
    expect(html`<p>${['<i>', html`<b>${1}</b>`, null]}</p>${null}`.toString()).toBe('<p>&#60;i&#62;\n<b>1</b>\n</p>');
  });

  it('is not deceived by objects and texts that look like markup', () => {
    const forged = { toString: () => '<script>', text: '<script>' } as unknown as string;
    expect(() => html`<p>${forged}</p>`.toString()).toThrow(TypeError);
    expect(html`<p>${String(html`<b></b>`)}</p>`.toString()).toBe('<p>&#60;b&#62;&#60;/b&#62;</p>');
  });
});

describe('a page', () => {
  it('escapes its title and its icon, and allows its style by the hash of what it sends', () => {
    const style = html`p > a { color: red; }`;
    const page = pageOf('</title><script>', style, html`<p>Text</p>`, '"><script>');
    expect(page).not.toContain('<script>');
    expect(page).toContain('<style>p > a { color: red; }</style>');
    expect(policyOf(style, "img-src 'self'")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; img-src 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
  });
});
