// Ledger: who owns what. Two kinds of change only: a promise (hold, release) and a move (post, postHeld).
export { available, balanceOf, heldOf, house, peekBalance } from './balance.ts'
export type { Balance, Ledger } from './balance.ts'
export { hold, release } from './hold.ts'
export { post, postHeld } from './post.ts'
