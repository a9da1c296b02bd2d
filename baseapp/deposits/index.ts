// Deposits: what the states of a deposit mean to its owner. It knows no lists and no addresses.
export { depositProgress, explorerLink, shortened } from './deposit-progress.ts'
