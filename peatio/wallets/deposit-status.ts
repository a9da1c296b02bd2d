import type { DepositState } from '../../contract/index.ts'

/**
 * Where a deposit stands. `seen`: in a block, not deep enough. `confirmed`: deep enough, about to be
 * credited. `credited`: the ledger has it. `dust`: below the minimum when it was confirmed. `orphaned`: its
 * block was replaced before it was confirmed. `refused`: the engine said no. `vanished`: credited, and its
 * block was replaced.
 */
export type DepositStatus = 'seen' | 'confirmed' | 'credited' | 'dust' | 'orphaned' | 'refused' | 'vanished'

/**
 * Every way to go, and no other. A confirmed deposit is never taken back: its credit may already be
 * journaled.
 */
export const depositNext: Record<DepositStatus, readonly DepositStatus[]> = {
  seen: ['confirmed', 'dust', 'orphaned'],
  confirmed: ['credited', 'refused'],
  credited: ['vanished'],
  vanished: ['credited'],
  dust: ['orphaned'],
  orphaned: ['seen'],
  refused: [],
}

export const mayBecome = (from: DepositStatus, to: DepositStatus): boolean => depositNext[from].includes(to)

/** What the wire calls each status. */
export const wireState: Record<DepositStatus, DepositState> = {
  seen: 'submitted',
  confirmed: 'submitted',
  credited: 'accepted',
  dust: 'rejected',
  orphaned: 'canceled',
  refused: 'rejected',
  // The user keeps what he was credited; that it is missing on the chain is the operators' concern.
  vanished: 'accepted',
}

/** The statuses that go by these wire states. */
export function statusesOf(states: readonly DepositState[]): DepositStatus[] {
  return (Object.keys(wireState) as DepositStatus[]).filter((status) => states.includes(wireState[status]))
}
