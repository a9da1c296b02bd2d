// Mail: the port that letters leave by, and the developers' mailbox. It knows letters, and nothing of why they are sent.
export { html } from './html.ts'
export type { Html } from './html.ts'
export { openMailbox } from './mailbox.ts'
export type { Mailbox } from './mailbox.ts'
export type { Mail, Mailer } from './port.ts'
