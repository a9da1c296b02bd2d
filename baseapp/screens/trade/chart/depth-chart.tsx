import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { decimalText, EmptyState, Skeleton } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import { useFrameStore, type Book, type LiveMarket } from '../../../feed/index.ts'
import { depthCurve, depthRange, pointAt, type DepthPoint } from './depth-curve.ts'

type DepthChartProps = { market: Market; live: LiveMarket }
const refreshMs = 300

/** What rests up to each price, both sides. */
export function DepthChart({ market, live }: DepthChartProps) {
  const book = useCalm(useFrameStore(live.book))
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="depth" ref={box}>
      {book === undefined && <Skeleton width="100%" height="100%" />}
      {book && size.width > 0 && <Curves book={book} market={market} {...size} />}
    </div>
  )
}

/** The newest value, taken a few times a second: curves that tremble tell nothing more. */
function useCalm(book: Book | undefined): Book | undefined {
  const newest = useRef(book)
  const [shown, setShown] = useState(book)
  useEffect(() => {
    newest.current = book
  }, [book])
  useEffect(() => {
    const timer = setInterval(() => setShown(newest.current), refreshMs)
    return () => clearInterval(timer)
  }, [])
  return shown ?? book
}

type CurvesProps = { book: Book; market: Market; width: number; height: number }
const axisHeight = 22

function Curves({ book, market, width, height }: CurvesProps) {
  const [pointer, setPointer] = useState<number>()
  const range = depthRange(book.asks, book.bids)
  if (!range) return <EmptyState title="The depth needs orders on both sides" />
  const asks = depthCurve(book.asks, range.high, 1)
  const bids = depthCurve(book.bids, range.low, -1)
  const [low, high] = [Number(range.low) / 1e18, Number(range.high) / 1e18]
  const top = Math.max(asks.at(-1)?.sum ?? 0, bids.at(-1)?.sum ?? 0) * 1.08 || 1
  const bottom = height - axisHeight
  const x = (price: number) => ((price - low) / (high - low)) * width
  const y = (sum: number) => bottom - (sum / top) * bottom
  const priceAt = pointer === undefined ? undefined : low + (pointer / width) * (high - low)
  const middle = (low + high) / 2
  const found =
    priceAt === undefined
      ? undefined
      : priceAt > middle
        ? pointAt(asks, priceAt, 1)
        : pointAt(bids, priceAt, -1)
  const onMove = (event: PointerEvent) =>
    setPointer(event.clientX - event.currentTarget.getBoundingClientRect().left)
  const path = (points: readonly DepthPoint[], end: number) =>
    stairs(
      points.map((p) => [x(p.price), y(p.sum)]),
      bottom,
      x(end),
    )
  return (
    <>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={describe(asks, bids, market)}
        onPointerMove={onMove}
        onPointerLeave={() => setPointer(undefined)}
      >
        <Side name="bid" line={path(bids, low)} end={x(low)} bottom={bottom} />
        <Side name="ask" line={path(asks, high)} end={x(high)} bottom={bottom} />
        <Axis {...{ low, high, x, bottom, market }} />
        {found && (
          <>
            <line className="depth-cursor" x1={x(found.price)} x2={x(found.price)} y1={0} y2={bottom} />
            <circle className="depth-cursor" cx={x(found.price)} cy={y(found.sum)} r={3.5} />
          </>
        )}
      </svg>
      {found && <Reading point={found} market={market} isLeft={x(found.price) > width / 2} />}
    </>
  )
}

type Corner = [x: number, y: number]

/** Steps from the best price outward: the sum holds until the next price. */
function stairs(corners: readonly Corner[], bottom: number, end: number): string {
  const first = corners[0]
  if (!first) return ''
  let line = `M${first[0].toFixed(1)},${bottom}`
  for (const [x, y] of corners) line += `H${x.toFixed(1)}V${y.toFixed(1)}`
  return `${line}H${end.toFixed(1)}`
}

function Side({
  name,
  line,
  end,
  bottom,
}: {
  name: 'ask' | 'bid'
  line: string
  end: number
  bottom: number
}) {
  if (line === '') return null
  return (
    <g className={`depth-${name}`}>
      <path className="depth-area" d={`${line}V${bottom}H${end}Z`} />
      <path className="depth-line" d={line} />
    </g>
  )
}

type AxisProps = { low: number; high: number; x: (price: number) => number; bottom: number; market: Market }

function Axis({ low, high, x, bottom, market }: AxisProps) {
  const ticks = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => low + (high - low) * share)
  return (
    <g className="depth-axis">
      <line x1={0} x2={x(high)} y1={bottom + 0.5} y2={bottom + 0.5} />
      {ticks.map((price, at) => (
        <text key={at} x={x(price)} y={bottom + 16} textAnchor="middle">
          {price.toFixed(Math.min(market.price_precision, 6))}
        </text>
      ))}
    </g>
  )
}

function Reading({ point, market, isLeft }: { point: DepthPoint; market: Market; isLeft: boolean }) {
  return (
    <dl className={isLeft ? 'depth-reading is-left' : 'depth-reading'}>
      <dt>Price</dt>
      <dd className="num">{decimalText(point.priceUnits, market.price_precision)}</dd>
      <dt>Sum</dt>
      <dd className="num">
        {decimalText(point.sumUnits, market.amount_precision)} {market.base_unit.toUpperCase()}
      </dd>
    </dl>
  )
}

function describe(asks: readonly DepthPoint[], bids: readonly DepthPoint[], market: Market): string {
  const side = (points: readonly DepthPoint[], word: string) => {
    const last = points.at(-1)
    if (!last) return `no ${word}`
    const sum = decimalText(last.sumUnits, market.amount_precision, { trimmed: true })
    const price = decimalText(last.priceUnits, market.price_precision)
    return `${sum} ${market.base_unit.toUpperCase()} of ${word} to ${price}`
  }
  return `Depth: ${side(bids, 'bids')}, ${side(asks, 'asks')}.`
}
