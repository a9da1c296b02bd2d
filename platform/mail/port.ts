import type { Html } from './html.ts'

export type Mail = { to: string; subject: string; text: string; html: Html }

/** Resolves once the letter is safely handed over (written, queued), not once it is read. Throws a Fault `mail_unavailable`. */
export type Mailer = { send(mail: Mail): Promise<void> }
