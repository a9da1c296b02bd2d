// Ledger: who owns what. Two kinds of change only: a promise (hold, release) and a move (post and its kin).
export { potsEach, readPots } from './balance.ts'
export type { Balance } from './balance.ts'
export { hold, release } from './hold.ts'
export {
  accountOf,
  available,
  balanceOf,
  covers,
  createLedger,
  heldOf,
  house,
  linesOf,
  peekBalance,
  restoreLine,
  slotOf,
} from './ledger.ts'
export type { Account, Ledger } from './ledger.ts'
export { post, postHeld, postHeldLess, postLess } from './post.ts'
export { Step } from './sum.ts'
