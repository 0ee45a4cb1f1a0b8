import { html, pageOf, policyOf } from '../../../shared/http/markup';
import { CertificationStatus } from '../certifications/certification.lifecycle';
import { type BadgeData } from './badge.credential';

const style = html`
:root { color-scheme: light dark; --ink: #1b2430; --paper: #f5f6f4; --card: #fff; --line: #d5d9d3; --link: #0b5a8a;
  --good: #1c6b3a; --bad: #a3261c; --over: #7a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebe6; --paper: #14181c; --card: #1d2329; --line: #3a424a;
  --link: #8cc8f0; --good: #7fd6a0; --bad: #ff9d92; --over: #f2c277; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1.75rem; }
header { display: flex; gap: 1.25rem; align-items: center; flex-wrap: wrap; }
header img { width: 6rem; height: 6rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .25rem; }
p { margin: .35rem 0; overflow-wrap: anywhere; }
.status { margin: 1.25rem 0; padding: .6rem .9rem; border: 2px solid; border-radius: .375rem; font-weight: 600; }
.ACTIVE { color: var(--good); } .EXPIRED { color: var(--over); } .REVOKED { color: var(--bad); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0; }
dt { opacity: .8; } dd { margin: 0; overflow-wrap: anywhere; }
a { color: var(--link); } a:focus-visible { outline: 3px solid; outline-offset: 2px; }
footer { margin-top: 1rem; font-size: .95rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

/** Allows only the page's own style and image: no scripts, no framing. */
export const pagePolicy = policyOf(style, "img-src 'self'", "form-action 'none'");

const sentences: Record<CertificationStatus, (data: BadgeData) => string> = {
  [CertificationStatus.ACTIVE]: ({ expiresOn }) =>
    expiresOn === null ? 'Valid. It does not expire.' : `Valid until ${expiresOn}.`,
  [CertificationStatus.EXPIRED]: ({ expiresOn }) => `Expired: it was valid until ${expiresOn}.`,
  [CertificationStatus.REVOKED]: ({ revokedOn }) => `Revoked on ${revokedOn}: it is no longer valid.`,
};

/** A page for people who check whether a badge is genuine and valid. The links are relative to the badge's address. */
export function badgePage(data: BadgeData, issuerName: string): string {
  const { certificationId: id, achievement, holder, issuer, issuedOn, status } = data;
  return pageOf(
    holder === null ? achievement.name : `${holder}: ${achievement.name}`,
    style,
    html`<article>
<header>
<img src="${id}.svg" alt="" width="96" height="96">
<div><p>Certification</p><h1 dir="auto">${achievement.name}</h1></div>
</header>
<p class="status ${status}">${sentences[status](data)}</p>
<dl>
${holder === null ? null : html`<dt>Awarded to</dt><dd dir="auto">${holder}</dd>`}
<dt>Issued by</dt><dd dir="auto">${issuer ?? issuerName}</dd>
<dt>Issued on</dt><dd><time datetime="${issuedOn}">${issuedOn}</time></dd>
</dl>
<h2>What it stands for</h2>
<p>${achievement.description}</p>
<p>${achievement.criteria}</p>
</article>
<footer>
<p>The issuer publishes this page. It shows what was awarded, and whether it is valid today. Software can verify the
<a href="${id}.jwt">signed credential</a> (Open Badges 3.0) with the issuer's <a href="../.well-known/jwks.json">public
keys</a>, or read it <a href="${id}.json">as JSON</a>.</p>
</footer>`,
    `${id}.svg`,
  );
}

export function unknownPage(): string {
  return pageOf(
    'No such badge',
    style,
    html`<article><h1>There is no such badge</h1>
<p>No badge was issued here under this address. Check it letter by letter; a badge keeps its address even after it has
expired or was revoked.</p></article>`,
  );
}

/** The badge as an image that contains its credential, by the section on baked badges in the specification. */
export function badgeImage(signed: string, { achievement, holder }: BadgeData): string {
  const title = holder === null ? achievement.name : `${achievement.name}: ${holder}`;
  return html`<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 96 96" role="img" aria-label="${title}">
<openbadges:credential verify="${signed}"></openbadges:credential>
<title>${title}</title>
<path d="M30 58 22 92l26-13 26 13-8-34z" fill="#0b5a8a"/>
<circle cx="48" cy="38" r="34" fill="#1c6b3a"/>
<circle cx="48" cy="38" r="27" fill="none" stroke="#fff" stroke-width="2.5"/>
<path d="m35 39 9 9 18-19" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`.toString();
}
