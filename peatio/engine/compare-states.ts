import type { FirstAnswer } from './answer-book.ts'
import { hashOf } from './hash-state.ts'
import type { LeaderState } from './leader-state.ts'

/** In what two states at one sequence differ, in words; nothing if they are equal. */
export function compareStates(one: LeaderState, other: LeaderState): string[] {
  const differing: string[] = []
  if (hashOf(one.exchange) !== hashOf(other.exchange)) differing.push('balances, orders or definitions')
  if (one.sequence !== other.sequence || one.at !== other.at) differing.push('sequence and time')
  if (textOf(one.answers.forEver()) !== textOf(other.answers.forEver())) {
    differing.push('first answers to money commands')
  }
  // Engines may have been told to remember more or fewer of them.
  const [mine, theirs] = [one.answers.ofOrders(), other.answers.ofOrders()]
  const count = Math.min(mine.length, theirs.length)
  if (inOrder(mine.slice(mine.length - count)) !== inOrder(theirs.slice(theirs.length - count))) {
    differing.push('first answers to order commands')
  }
  if (textOf([...one.accountSequences]) !== textOf([...other.accountSequences])) {
    differing.push('last records of accounts')
  }
  return differing
}

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value)
const inOrder = (answers: [string, FirstAnswer][]): string => JSON.stringify(answers, plain)
const textOf = (entries: [string, unknown][]): string =>
  JSON.stringify(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)),
    plain,
  )
