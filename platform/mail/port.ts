import type { Html } from './html.ts'

export type Mail = { to: string; subject: string; text: string; html: Html }

/** Resolves once the letter is handed over (written, queued). Throws a Fault `mail_unavailable`. */
export type Mailer = { send(mail: Mail): Promise<void> }
