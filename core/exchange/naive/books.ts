import { house } from '../../ledger/index.ts'
import { amountMax } from '../../units/index.ts'
import {
  transferCategories,
  type HoldWithdrawal,
  type SetWithdrawals,
  type TransferFunds,
} from '../books-command.ts'
import type { HeldWithdrawal } from '../books-event.ts'
import type { CreditDeposit } from '../command.ts'
import type { NaiveAnswer } from './answer.ts'
import { addPosted, availableOf, postedOf, type Naive } from './twin.ts'

export function credit(naive: Naive, { kind: _, ...deposit }: CreditDeposit): NaiveAnswer {
  const { account, asset, sum } = deposit
  if (!naive.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (sum <= 0n || !isUser(account) || !fits(naive, deposit)) return { rejection: 'invalid_sum' }
  move(naive, house.custody, deposit)
  return { events: [{ kind: 'deposit_credited', account, asset, sum, reference: deposit.reference }] }
}

export function transfer(naive: Naive, { kind: _, ...given }: TransferFunds): NaiveAnswer {
  const { from, to, asset, sum, category } = given
  if (!naive.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (!transferCategories.includes(category)) return { rejection: 'invalid_definition' }
  if (from === to) return { rejection: 'same_account' }
  if (sum <= 0n || !isUser(from) || !isUser(to)) return { rejection: 'invalid_sum' }
  if (availableOf(naive, from, asset) < sum) return { rejection: 'insufficient_funds' }
  const gift = { account: to, asset, sum }
  if (!fits(naive, gift)) return { rejection: 'invalid_sum' }
  move(naive, from, gift)
  return { events: [{ kind: 'funds_transferred', ...given }] }
}

/** A name is used once, whatever became of it. */
export function holdWithdrawal(naive: Naive, { kind: _, ...asked }: HoldWithdrawal): NaiveAnswer {
  const { withdrawal, account, asset, sum, fee } = asked
  if (!naive.assets.has(asset)) return { rejection: 'unknown_asset' }
  if (naive.withdrawalsStopped) return { rejection: 'withdrawals_stopped' }
  if (naive.withdrawals.some((known) => known.withdrawal === withdrawal))
    return { rejection: 'withdrawal_known' }
  if (!/^[!-~]{1,64}$/.test(withdrawal) || !isUser(account) || fee < 0n || sum <= fee)
    return { rejection: 'invalid_sum' }
  if (availableOf(naive, account, asset) < sum) return { rejection: 'insufficient_funds' }
  naive.withdrawals.push({ ...asked, held: true })
  return { events: [{ kind: 'withdrawal_held', ...asked }] }
}

/** The promise ends, and nothing has moved yet; `undefined` if there is none. */
function endWithdrawal(naive: Naive, name: string): HeldWithdrawal | undefined {
  const found = naive.withdrawals.find(({ withdrawal, held }) => held && withdrawal === name)
  if (!found) return undefined
  found.held = false
  const { held: _, ...told } = found
  return told
}

export function completeWithdrawal(naive: Naive, withdrawal: string, reference: string): NaiveAnswer {
  const told = endWithdrawal(naive, withdrawal)
  if (!told) return { rejection: 'unknown_withdrawal' }
  const { account, asset, sum, fee } = told
  addPosted(naive, account, asset, 0n - sum)
  addPosted(naive, house.feeIncome, asset, fee)
  addPosted(naive, house.custody, asset, sum - fee)
  return { events: [{ kind: 'withdrawal_completed', ...told, reference }] }
}

export function releaseWithdrawal(naive: Naive, withdrawal: string, reason: string): NaiveAnswer {
  const told = endWithdrawal(naive, withdrawal)
  if (!told) return { rejection: 'unknown_withdrawal' }
  return { events: [{ kind: 'withdrawal_released', ...told, reason }] }
}

/** Saying again what holds already changes nothing, and is no event. */
export function setWithdrawals(naive: Naive, { kind: _, ...change }: SetWithdrawals): NaiveAnswer {
  const { allowed, reason, by } = change
  if (!by || (!allowed && !reason)) return { rejection: 'invalid_definition' }
  if (naive.withdrawalsStopped === !allowed) return { events: [] }
  naive.withdrawalsStopped = !allowed
  return { events: [{ kind: 'withdrawals_set', ...change }] }
}

type Gift = { account: string; asset: string; sum: bigint }

const isUser = (account: string): boolean => account !== '' && !account.startsWith('house:')

const fits = (naive: Naive, { account, asset, sum }: Gift) =>
  postedOf(naive, account, asset) + sum <= amountMax / 1_000n

function move(naive: Naive, from: string, { account, asset, sum }: Gift): void {
  addPosted(naive, from, asset, -sum)
  addPosted(naive, account, asset, sum)
}
