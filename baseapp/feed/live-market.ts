import { call, publicApi, type Market } from '../api/index.ts'
import { applyIncrement, bookOf, type Book } from './book.ts'
import { createFrameStore } from './frame-store.ts'
import { feed, onRecovered, schedule } from './start.ts'
import { applyTrades, mergeTrades, tapeLength, type TapeTrade } from './trades.ts'

/** The book and the tape of one market, live from `start` until the function it returns is called. */
export function createLiveMarket(market: Pick<Market, 'id' | 'price_precision' | 'amount_precision'>) {
  const book = createFrameStore<Book | undefined>(undefined, schedule)
  const tape = createFrameStore<readonly TapeTrade[] | undefined>(undefined, schedule)
  const precision = { price: market.price_precision, amount: market.amount_precision }
  const bookStream = `${market.id}.ob-inc`

  const hearBook = (payload: unknown, topic: string) => {
    if (topic.endsWith('.ob-snap')) return book.update((before) => bookOf(payload) ?? before)
    const before = book.now()
    if (before === undefined) return
    const after = applyIncrement(before, payload)
    if (after !== 'gap') return book.update(() => after)
    // A message is missing. Until the new snapshot is here the old book would be wrong, so there is none.
    book.update(() => undefined)
    feed.resubscribe(bookStream)
  }
  const readTape = async () => {
    try {
      const trades = await call(publicApi.trades, { market: market.id, limit: tapeLength })
      tape.update((before) => mergeTrades(before ?? [], trades, precision))
    } catch {
      // The stream brings the next trades; an empty tape says that none is known.
      tape.update((before) => before ?? [])
    }
  }

  return {
    book,
    tape,
    start(): () => void {
      const leave = [
        feed.listen(bookStream, hearBook),
        feed.listen(`${market.id}.trades`, (payload) =>
          tape.update((before) => applyTrades(before ?? [], payload)),
        ),
        onRecovered(() => void readTape()),
      ]
      void readTape()
      return () => {
        for (const each of leave) each()
      }
    },
  }
}

export type LiveMarket = ReturnType<typeof createLiveMarket>
