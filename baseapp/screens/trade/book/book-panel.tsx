import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { decimalText, EmptyState, Panel, SelectField, Skeleton, unitsOf } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import { useFrameStore, useOpenOrders, type Book, type LiveMarket } from '../../../feed/index.ts'
import { takePrice } from '../form/draft.ts'
import { LastPrice } from '../last-price.tsx'
import { BookRows } from './book-rows.tsx'
import { entrySide, groupLevels, groupSteps, spreadOf } from './group-levels.ts'

type BookPanelProps = { market: Market; live: LiveMarket; onChoose?: () => void }

/** The book: asks above, bids below, the last price between them. A row fills the order form's price. */
export function BookPanel({ market, live, onChoose }: BookPanelProps) {
  const book = useFrameStore(live.book)
  const steps = useMemo(() => groupSteps(market.price_precision), [market.price_precision])
  const [step, setStep] = useState(steps[0]!)
  const options = steps.map((each) => ({
    value: String(each),
    label: decimalText(each, market.price_precision, { trimmed: true }),
  }))
  return (
    <Panel
      className="book"
      label="Order book"
      title="Order book"
      aside={
        <SelectField
          compact
          hideLabel
          label="Group prices by"
          value={String(step)}
          options={options}
          onValue={(value) => setStep(BigInt(value))}
        />
      }
    >
      <div className="ladder-head">
        <span>Price ({market.quote_unit.toUpperCase()})</span>
        <span>Amount ({market.base_unit.toUpperCase()})</span>
        <span>Sum</span>
      </div>
      {book ? (
        <Ladder {...{ market, live, book, step }} onChoose={onChoose} />
      ) : (
        <div className="book-sides" aria-busy="true">
          <Skeleton width="100%" height="100%" />
        </div>
      )}
    </Panel>
  )
}

type LadderProps = {
  market: Market
  live: LiveMarket
  book: Book
  step: bigint
  onChoose: (() => void) | undefined
}

function Ladder({ market, live, book, step, onChoose }: LadderProps) {
  const box = useRef<HTMLDivElement>(null)
  const rowsMost = useRowsThatFit(box)
  const own = useOwnPrices(market.id, step)
  const asks = groupLevels(book.asks, 'asks', step, rowsMost)
  const bids = groupLevels(book.bids, 'bids', step, rowsMost)
  const most = [asks.at(-1)?.cumulative ?? 0n, bids.at(-1)?.cumulative ?? 0n].reduce((a, b) =>
    a > b ? a : b,
  )
  const choose = (price: bigint) => {
    takePrice(decimalText(price, market.price_precision, { grouped: false }))
    onChoose?.()
  }
  const shared = { market, most, own, entry: entrySide(bids), onChoose: choose }
  if (book.asks.length === 0 && book.bids.length === 0) {
    return <EmptyState title="The book is empty" text="The first order sets the price." />
  }
  return (
    <div className="book-sides" ref={box} role="presentation" onKeyDown={moveBetweenRows}>
      <BookRows {...shared} side="asks" rows={asks} label="Asks, best price last" />
      <div className="book-middle">
        <LastPrice market={market} live={live} />
        <Spread book={book} market={market} />
      </div>
      <BookRows {...shared} side="bids" rows={bids} label="Bids, best price first" />
    </div>
  )
}

function Spread({ book, market }: { book: Book; market: Market }) {
  const spread = spreadOf(book.asks[0]?.price, book.bids[0]?.price)
  if (!spread) return <span className="faint">One side only</span>
  const gap = decimalText(spread.gap, market.price_precision)
  return (
    <span className="faint num">
      Spread {gap}{' '}
      <span className="spread-share">({(spread.share * 100).toFixed(spread.share < 0.001 ? 3 : 2)}%)</span>
    </span>
  )
}

const rowHeight = 20
const middleHeight = 36

/** How many rows a side has room for; more are never drawn. */
function useRowsThatFit(box: RefObject<HTMLDivElement | null>): number {
  const [rows, setRows] = useState(14)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.contentRect.height ?? 0
      setRows(Math.max(3, Math.floor((height - middleHeight) / 2 / rowHeight)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return rows
}

/** The shown prices at which the user has open orders. */
function useOwnPrices(market: string, step: bigint): ReadonlySet<string> {
  const orders = useOpenOrders(market)
  return useMemo(() => {
    const prices = (orders ?? []).flatMap((order) => {
      const price = unitsOf(order.price)
      if (price === undefined) return []
      const down = price - (price % step)
      return [`${order.side} ${order.side === 'buy' || down === price ? down : down + step}`]
    })
    return new Set(prices)
  }, [orders, step])
}

/** One stop of the Tab key for all rows; the arrows move between them. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.book-price')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  event.preventDefault()
  rows[event.key === 'ArrowDown' ? at + 1 : at - 1]?.focus()
}
