import { createHash } from 'node:crypto';

/*
 * Pages and images built from strings. `html` escapes every value except its own results: there is no other way to put
 * markup into a page.
 */

/** Created only by `html`. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type { Markup };

/** The possible content of a page. Null renders nothing; the items of a list are joined with line breaks. */
type Content = string | number | Markup | null | readonly Content[];

/** HTML or SVG. Values may stand between tags or within the quotes of an attribute, where they are escaped. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(values[index] ?? null)).join(''));
}

function textOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.toString();
  if (typeof content === 'object') return content.map(textOf).join('\n');
  return escaped(String(content));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A page with its own style and no script. */
export function pageOf(title: string, style: Markup, main: Markup, icon: string | null = null): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>${icon === null ? null : html`\n<link rel="icon" href="${icon}">`}
<style>${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`.toString();
}

/**
 * The content security policy of such a page: it allows the page's own style and the given sources. No script runs, and
 * no frame may contain the page.
 */
export function policyOf(style: Markup, ...allowed: string[]): string {
  const digest = createHash('sha256').update(style.toString()).digest('base64');
  const own = [`default-src 'none'`, `style-src 'sha256-${digest}'`];
  return [...own, ...allowed, `base-uri 'none'`, `frame-ancestors 'none'`].join('; ');
}
