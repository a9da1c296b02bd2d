import {
  CandlestickSeries,
  ColorType,
  createChart,
  CrosshairMode,
  HistogramSeries,
  type CandlestickData,
  type HistogramData,
  type IChartApi,
  type ISeriesApi,
  type UTCTimestamp,
} from 'lightweight-charts'
import { useEffect, useRef, useState } from 'react'
import type { Interval } from '../../../../contract/streams.ts'
import { EmptyState, Skeleton, useTheme } from '../../../../web/kit/index.ts'
import type { Candle, Market } from '../../../api/index.ts'
import { useFrameStore, useLiveCandles, type LiveCandles } from '../../../feed/index.ts'
import { candleReading, groupedNumber } from './candle-reading.ts'
import { chartColours, crosshairTime, priceLineColour, tickText, type ChartColours } from './chart-look.ts'

type CandleChartProps = { market: Market; interval: Interval }
type Series = { chart: IChartApi; candles: ISeriesApi<'Candlestick'>; volume: ISeriesApi<'Histogram'> }

/** Candles with volume, live. Scrolling back reads older ones. */
export function CandleChart({ market, interval }: CandleChartProps) {
  const live = useLiveCandles(market.id, interval)
  const { candles, state } = useFrameStore(live.chart)
  const box = useRef<HTMLDivElement>(null)
  const [series, setSeries] = useState<Series>()
  const [hovered, setHovered] = useState<number>()
  const theme = useTheme()

  useEffect(() => {
    if (!box.current) return
    const made = make(box.current, market)
    setSeries(made)
    made.chart.subscribeCrosshairMove(({ time }) => setHovered(typeof time === 'number' ? time : undefined))
    return () => {
      setSeries(undefined)
      made.chart.remove()
    }
  }, [market])
  useEffect(() => {
    // The theme's colours are in the style sheet; they are read again when it changes.
    if (series && theme) paint(series, chartColours())
  }, [series, theme])
  useCandlesOnChart(series, live, candles)
  useOlderOnScroll(series, live)

  const shown = candles.find((candle) => candle[0] === hovered) ?? candles.at(-1)
  const isEmpty = state === 'ready' && candles.length === 0
  return (
    <div className="candles">
      <div
        className="candles-box"
        ref={box}
        // An image to assistive technology, drawn on canvases: there is no img element to use.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="img"
        aria-label={`Price chart of ${market.name}, ${interval}`}
      />
      <Legend candle={shown} market={market} />
      {state === 'loading' && candles.length === 0 && <Skeleton width="100%" height="100%" />}
      {isEmpty && (
        <EmptyState
          icon="chart"
          title="No trades in this time"
          text="The first trade draws the first candle."
        />
      )}
      {state === 'failed' && <EmptyState icon="warn" title="The chart could not be loaded" />}
      <a className="candles-credit" href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
        Chart by TradingView
      </a>
    </div>
  )
}

function make(box: HTMLElement, market: Market): Series {
  const chart = createChart(box, {
    autoSize: true,
    layout: { attributionLogo: false, fontSize: 11 },
    crosshair: { mode: CrosshairMode.Normal },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.12, bottom: 0.24 } },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      rightOffset: 4,
      barSpacing: 7,
      tickMarkFormatter: tickText,
    },
    localization: {
      timeFormatter: crosshairTime,
      priceFormatter: (price: number) => groupedNumber(price, market.price_precision),
    },
  })
  const minMove = Number(`1e-${market.price_precision}`)
  const candles = chart.addSeries(CandlestickSeries, {
    priceFormat: { type: 'price', precision: market.price_precision, minMove },
  })
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  })
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } })
  return { chart, candles, volume }
}

function paint({ chart, candles, volume }: Series, colours: ChartColours): void {
  chart.applyOptions({
    layout: {
      background: { type: ColorType.Solid, color: colours.surface },
      textColor: colours.text,
      fontFamily: colours.font,
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    crosshair: {
      vertLine: { color: colours.line, labelBackgroundColor: colours.label },
      horzLine: { color: colours.line, labelBackgroundColor: colours.label },
    },
  })
  candles.applyOptions({
    // Rising candles are hollow, so that direction does not rest on colour alone.
    upColor: colours.surface,
    borderUpColor: colours.up,
    wickUpColor: colours.up,
    downColor: colours.down,
    borderDownColor: colours.down,
    wickDownColor: colours.down,
  })
  volume.applyOptions({ color: colours.volume })
}

const barOf = ([time, open, high, low, close]: Candle): CandlestickData => ({
  time: time as UTCTimestamp,
  open,
  high,
  low,
  close,
})
const volumeOf = ([time, , , , , value]: Candle): HistogramData => ({ time: time as UTCTimestamp, value })

/** Only what changed is drawn: the last candle by an update, anything else as a whole. */
function useCandlesOnChart(series: Series | undefined, live: LiveCandles, candles: readonly Candle[]): void {
  const drawn = useRef<{ live: LiveCandles; series: Series; candles: readonly Candle[] } | undefined>(
    undefined,
  )
  useEffect(() => {
    if (!series) return
    const before = drawn.current
    drawn.current = { live, series, candles }
    const last = candles.at(-1)
    if (last) series.candles.applyOptions({ priceLineColor: priceLineColour(last) })
    const isSame = before !== undefined && before.live === live && before.series === series
    const grownBy = candles.length - (before?.candles.length ?? 0)
    const isTail = isSame && last && before.candles.length > 0 && grownBy >= 0 && grownBy <= 1
    if (isTail && candles[0] === before.candles[0] && candles.at(-2 - grownBy) === before.candles.at(-2)) {
      const from = grownBy === 1 ? candles.slice(-2) : [last]
      for (const candle of from) {
        series.candles.update(barOf(candle))
        series.volume.update(volumeOf(candle))
      }
      return
    }
    series.candles.setData(candles.map(barOf))
    series.volume.setData(candles.map(volumeOf))
    if (!isSame) series.chart.timeScale().scrollToRealTime()
  }, [series, live, candles])
}

const nearStart = 40

function useOlderOnScroll(series: Series | undefined, live: LiveCandles): void {
  useEffect(() => {
    if (!series) return
    const scale = series.chart.timeScale()
    const onMove = (range: { from: number } | null) => {
      if (range && range.from < nearStart) live.readOlder()
    }
    scale.subscribeVisibleLogicalRangeChange(onMove)
    return () => scale.unsubscribeVisibleLogicalRangeChange(onMove)
  }, [series, live])
}

function Legend({ candle, market }: { candle: Candle | undefined; market: Market }) {
  if (!candle) return null
  const { values, change, isUp } = candleReading(candle, market)
  return (
    <dl className="candles-legend">
      {values.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{text}</dd>
        </div>
      ))}
      <div className={isUp ? 'is-buy' : 'is-sell'}>
        <dt className="visually-hidden">Change</dt>
        <dd className="num">{change}</dd>
      </div>
    </dl>
  )
}
