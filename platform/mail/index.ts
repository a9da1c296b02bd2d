// Mail: the port that letters leave by, and the developers' mailbox. It does not know why letters are sent.
export { html } from './html.ts'
export type { Html } from './html.ts'
export { openMailbox } from './mailbox.ts'
export type { Mailbox } from './mailbox.ts'
export type { Mail, Mailer } from './port.ts'
