import { memo, type CSSProperties } from 'react'
import { compact, decimalText } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import type { BookRow } from './group-levels.ts'

type BookRowsProps = {
  market: Market
  side: 'asks' | 'bids'
  label: string
  rows: readonly BookRow[]
  /** The largest sum that is shown on either side; its bar is full. */
  most: bigint
  own: ReadonlySet<string>
  /** The side whose best row is the one stop of the Tab key. */
  entry: 'asks' | 'bids'
  onChoose: (price: bigint) => void
}

export function BookRows({ market, side, label, rows, most, own, entry, onChoose }: BookRowsProps) {
  const shown = side === 'asks' ? rows.toReversed() : rows
  const best = rows[0]?.price
  const orderSide = side === 'asks' ? 'sell' : 'buy'
  return (
    <ul className={`book-rows is-${side}`} aria-label={label}>
      {shown.map((row) => (
        <Row
          key={String(row.price)}
          price={decimalText(row.price, market.price_precision)}
          quantity={decimalText(row.quantity, market.amount_precision)}
          sum={sumText(row.cumulative, market.amount_precision)}
          depth={most === 0n ? 0 : Number((row.cumulative * 1000n) / most) / 1000}
          side={orderSide}
          isEntry={side === entry && row.price === best}
          isOwn={own.has(`${orderSide} ${row.price}`)}
          onChoose={() => onChoose(row.price)}
        />
      ))}
    </ul>
  )
}

/** Sums are long; in whole units their decimals say nothing. */
const sumText = (units: bigint, precision: number): string => {
  const text = decimalText(units, precision, { grouped: false })
  return text.length > 8 ? compact(text) : text
}

type RowProps = {
  price: string
  quantity: string
  sum: string
  depth: number
  side: 'buy' | 'sell'
  isEntry: boolean
  isOwn: boolean
  onChoose: () => void
}

/** Drawn again only when something that it shows has changed. */
const Row = memo(
  function Row({ price, quantity, sum, depth, side, isEntry, isOwn, onChoose }: RowProps) {
    return (
      <li className="book-row" style={{ '--depth': depth } as CSSProperties}>
        <button
          type="button"
          className={`book-price num is-${side}`}
          tabIndex={isEntry ? 0 : -1}
          onClick={onChoose}
        >
          <span className="visually-hidden">{side === 'buy' ? 'Bid ' : 'Ask '}</span>
          {price}
          {isOwn && <span className="book-own" title="You have an order here" />}
          {isOwn && <span className="visually-hidden">, your order is here</span>}
        </button>
        <span className="num">{quantity}</span>
        <span className="num muted">{sum}</span>
      </li>
    )
  },
  (before, after) =>
    before.price === after.price &&
    before.quantity === after.quantity &&
    before.sum === after.sum &&
    before.depth === after.depth &&
    before.isEntry === after.isEntry &&
    before.isOwn === after.isOwn,
)
