// Ledger: who owns what. Two kinds of change only: a promise (hold, release) and a move (post, postHeld).
export {
  accountOf,
  available,
  balanceOf,
  createLedger,
  heldOf,
  house,
  lineOf,
  linesOf,
  peekBalance,
  slotOf,
} from './balance.ts'
export type { Account, Balance, Ledger } from './balance.ts'
export { hold, release } from './hold.ts'
export { post, postHeld } from './post.ts'
