import { amount, type AccountId, type AssetCode } from '../units/index.ts'
import type { Books } from './books.ts'

/** The books beside the ledger, as JSON-safe data in one order. */
export type BooksData = {
  caps: [AssetCode, string][]
  /** withdrawal, account, asset, sum, fee. */
  withdrawals: [string, AccountId, AssetCode, string, string][]
  ended: string[]
  stopped: string | null
}

/** Nothing while the books are empty, so that states of earlier versions keep their hashes. */
export function serializeBooks({ caps, withdrawals, ended, stopped }: Books): BooksData | undefined {
  if (caps.size + withdrawals.size + ended.size === 0 && stopped === null) return undefined
  return {
    caps: [...caps].map(([asset, sum]): [AssetCode, string] => [asset, `${sum}`]).sort(byFirst),
    withdrawals: [...withdrawals.values()]
      .map((held): BooksData['withdrawals'][number] => {
        const { withdrawal, account, asset, sum, fee } = held
        return [withdrawal, account, asset, `${sum}`, `${fee}`]
      })
      .sort(byFirst),
    ended: [...ended].sort(),
    stopped,
  }
}

/** The inverse of `serializeBooks`, into empty books. */
export function restoreBooks(books: Books, data: BooksData | undefined): void {
  if (!data) return
  for (const [asset, sum] of data.caps) books.caps.set(asset, amount(BigInt(sum)))
  for (const [withdrawal, account, asset, sum, fee] of data.withdrawals) {
    const [whole, part] = [amount(BigInt(sum)), amount(BigInt(fee))]
    books.withdrawals.set(withdrawal, { withdrawal, account, asset, sum: whole, fee: part })
  }
  for (const withdrawal of data.ended) books.ended.add(withdrawal)
  books.stopped = data.stopped
}

const byFirst = (a: [string, ...unknown[]], b: [string, ...unknown[]]) => (a[0] < b[0] ? -1 : 1)
