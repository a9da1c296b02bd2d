import type { Deposit } from '../api/wire.ts'

export type DepositProgress = {
  word: string
  tone: 'neutral' | 'good' | 'bad' | 'warn' | 'accent'
  /** Seen on the chain and not yet credited: worth asking about again soon. */
  pending: boolean
  /** `[confirmations, needed]` while they are counted. */
  counted?: [number, number]
}

const words: Record<Deposit['state'], Omit<DepositProgress, 'counted'>> = {
  submitted: { word: 'Confirming', tone: 'accent', pending: true },
  aml_processing: { word: 'In review', tone: 'warn', pending: true },
  aml_suspicious: { word: 'On hold', tone: 'warn', pending: false },
  refunding: { word: 'Being refunded', tone: 'warn', pending: false },
  canceled: { word: 'Canceled', tone: 'neutral', pending: false },
  rejected: { word: 'Rejected', tone: 'bad', pending: false },
  accepted: { word: 'Credited', tone: 'good', pending: false },
  // From here on the exchange moves coins between its own wallets; the user has his already.
  processing: { word: 'Credited', tone: 'good', pending: false },
  fee_processing: { word: 'Credited', tone: 'good', pending: false },
  collected: { word: 'Credited', tone: 'good', pending: false },
  skipped: { word: 'Credited', tone: 'good', pending: false },
  errored: { word: 'Credited', tone: 'good', pending: false },
}

/** How far a deposit is, in words; `needed` is the number of confirmations after which it is credited. */
export function depositProgress(
  { state, confirmations }: Pick<Deposit, 'state' | 'confirmations'>,
  needed: number | undefined,
): DepositProgress {
  const progress = words[state] ?? { word: state, tone: 'neutral', pending: false }
  if (state !== 'submitted' || typeof confirmations !== 'number' || !needed) return progress
  return { ...progress, counted: [Math.max(0, Math.min(confirmations, needed)), needed] }
}

/** The explorer's page of a transaction; `undefined` unless the operator named one on the web. */
export function explorerLink(template: string | undefined, txid: string): string | undefined {
  if (template === undefined || !/^https?:\/\//.test(template)) return undefined
  return template.replace('#{txid}', encodeURIComponent(txid))
}

/** `0x52908400…169EE7`: both ends of a long name. */
export const shortened = (text: string): string =>
  text.length > 20 ? `${text.slice(0, 10)}…${text.slice(-6)}` : text
