import { html, type Mail } from '../../platform/mail/index.ts'

type Letter = {
  name: string
  to: string
  subject: string
  lines: [string, string]
  action: string
  link: string
}

/** Letters are read in programs that know no style sheets. */
const button =
  'display:inline-block;padding:.625rem 1.125rem;border-radius:8px;background:#0b63ce;color:#fff;text-decoration:none'

function letter({ name, to, subject, lines, action, link }: Letter): Mail {
  return {
    to,
    subject,
    text: `${lines[0]}\n\n${link}\n\n${lines[1]}\n\n${name}`,
    html: html`<div style="font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1.5rem">
      <p>${lines[0]}</p>
      <p>
        <a href="${link}" style="${button}">${action}</a>
      </p>
      <p style="color:#5d6b7c;font-size:.875rem;overflow-wrap:anywhere">${link}</p>
      <p>${lines[1]}</p>
      <p>${name}</p>
    </div>`,
  }
}

type Addressed = { name: string; baseUrl: string; to: string; token: string }

export const confirmationLetter = ({ name, baseUrl, to, token }: Addressed): Mail =>
  letter({
    name,
    to,
    subject: `Confirm your email address for ${name}`,
    lines: [
      `Welcome to ${name}. Confirm your email address to start trading:`,
      'The link works once, within an hour. If you did not sign up, ignore this mail: without it nothing happens.',
    ],
    action: 'Confirm my address',
    link: `${baseUrl}/accounts/confirmation?confirmation_token=${token}`,
  })

export const resetLetter = ({ name, baseUrl, to, token }: Addressed): Mail =>
  letter({
    name,
    to,
    subject: `Reset your ${name} password`,
    lines: [
      `Someone asked to reset the password of your ${name} account. If it was you, choose a new one here:`,
      'The link works once, within an hour, and ends all open sessions. If it was not you, ignore this mail.',
    ],
    action: 'Choose a new password',
    link: `${baseUrl}/accounts/password_reset?reset_token=${token}`,
  })
