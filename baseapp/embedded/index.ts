// Embedded: what only an exchange on one's own machine offers: its mailbox and its faucet. It knows no screens.
export { mailboxPath, useEmbedded } from './use-embedded.ts'
