import { html, type Html } from './html.ts'
import type { KeptMail } from './mailbox.ts'

const style = html`
  :root { color-scheme: light dark; --ink: #1b2430; --soft: #5d6b7c; --line: #dfe4ea; --paper: #fff; --back:
  #f4f6f8; --accent: #0b63ce } @media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #9aa7b6;
  --line: #2b3542; --paper: #18202a; --back: #10161d; --accent: #6db1ff } } * { box-sizing: border-box } body
  { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif } header, main
  { max-width: 44rem; margin: 0 auto; padding: 1.25rem 1rem } h1 { font-size: 1.25rem; margin: 0 } header p,
  .meta { color: var(--soft); margin: 0.25rem 0 0; font-size: 0.875rem } main { padding-top: 0 } article {
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem; margin: 0 0
  1rem } h2 { font-size: 1.0625rem; margin: 0; overflow-wrap: anywhere } pre { font: inherit; white-space:
  pre-wrap; overflow-wrap: anywhere; margin: 0.875rem 0 0 } a { color: var(--accent); overflow-wrap: anywhere
  } .open { display: inline-block; margin: 0.875rem 0.5rem 0 0; padding: 0.5rem 0.875rem; border-radius: 8px;
  background: var(--accent); color: var(--paper); text-decoration: none; font-weight: 600 } .empty {
  text-align: center; padding: 3rem 1rem; color: var(--soft) }
`

/** Text in which every link can be clicked. Nothing in it is markup: mails quote what strangers typed. */
function linked({ text, links }: KeptMail): Html[] {
  // Longest first, so that a link is not cut where another one is its beginning.
  const found = [...links].sort((one, other) => other.length - one.length)
  const parts: Html[] = []
  for (let rest = text; rest !== '';) {
    const next = found
      .map((link) => ({ link, at: rest.indexOf(link) }))
      .filter(({ at }) => at !== -1)
      .sort((one, other) => one.at - other.at)[0]
    if (!next) return [...parts, html`${rest}`]
    parts.push(html`${rest.slice(0, next.at)}<a href="${next.link}">${next.link}</a>`)
    rest = rest.slice(next.at + next.link.length)
  }
  return parts
}

const article = (mail: KeptMail): Html => html`
  <article>
    <h2>${mail.subject}</h2>
    <p class="meta">
      To ${mail.to} · <time datetime="${mail.at}">${mail.at.replace('T', ' ').slice(0, 19)} UTC</time>
    </p>
    ${mail.links.slice(0, 1).map((link) => html`<a class="open" href="${link}">Open the link</a>`)}
    <pre>${linked(mail)}</pre>
  </article>
`

const nothing = html`<p class="empty">No mail yet. Sign up, and the confirmation appears here.</p>`

/** The page of the developers' mailbox. It has no script, so it passes the strictest content policy. */
export const mailPage = (mails: readonly KeptMail[]): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Mailbox (${mails.length})</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <h1>Mailbox</h1>
          <p>Everything this exchange would have mailed, newest first. Reload to see new mail.</p>
        </header>
        <main>${mails.length > 0 ? mails.map(article) : nothing}</main>
      </body>
    </html> `
