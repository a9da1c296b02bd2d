import type { OrderView } from '../../core/exchange/index.ts'
import type { ReadReply, QueryResult } from '../../peatio/engine/index.ts'
import { markets, people } from './cast.ts'
import type { Host } from './host.ts'
import { bookNotCrossed } from './invariants/book-not-crossed.ts'
import { heldAsPromised, holdsMatchPromises } from './invariants/holds-match-promises.ts'
import { sumsToZero } from './invariants/sums-to-zero.ts'
import type { Scheduler } from './scheduler.ts'
import type { Witness } from './witness.ts'

/**
 * Holds the engine's whole state, as it is between two batches, against the invariants. Gives how often it could:
 * reads that met different states are not compared, nor is a replay that is not where the state was.
 */
export async function audit(host: Host, witness: Witness, scheduler: Scheduler): Promise<number> {
  const { engine } = host
  // Asked in one turn, so answered between the same two batches.
  const [books, promises, hash, orders, definitions, balances, depths] = await Promise.all([
    engine.read({ kind: 'trial_balance' }),
    engine.read({ kind: 'books' }),
    engine.read({ kind: 'state_hash' }),
    engine.read({ kind: 'all_open_orders' }),
    engine.read({ kind: 'definitions' }),
    Promise.all(people.map((account) => engine.read({ kind: 'balances', account }))),
    Promise.all(
      markets.map(({ market }) => engine.read({ kind: 'depth', market: market as never, limit: 1e9 })),
    ),
  ])
  const replies: ReadReply<keyof QueryResult>[] = [
    ...[books, promises, hash, orders, definitions],
    ...balances,
    ...depths,
  ]
  if (replies.some(({ sequence }) => sequence !== books.sequence)) return 0

  witness.violated('I1 sums to zero', sumsToZero(books.result))
  const holdings = {
    balances: balances.flatMap(({ result }) => result),
    orders: orders.result satisfies OrderView[],
    withdrawals: promises.result.withdrawals,
    markets: definitions.result.markets,
  }
  witness.violated('I3 holds match promises', holdsMatchPromises(holdings))
  witness.violated('I3 holds match promises', heldAsPromised(books.result))
  // While a market collects orders for an auction, its book may be crossed.
  const trades = ({ market }: { market: string }) =>
    definitions.result.markets.some(
      (each) => each.market === market && (each.status === 'open' || each.status === 'post_only'),
    )
  for (const [index, { result }] of depths.entries())
    if (trades(markets[index]!))
      witness.violated('I5 book not crossed', bookNotCrossed({ market: markets[index]!.market, ...result }))

  // The witness hears of a batch a moment after whoever asked in it.
  for (let left = 20; left > 0 && witness.sequence < hash.sequence; left--)
    await scheduler.pause(host.actor, 1)
  if (witness.sequence !== hash.sequence) return 0
  witness.violated(
    'I10 replays equal',
    witness.replay.compare({ sequence: hash.sequence, hash: hash.result }),
  )
  return 1
}
