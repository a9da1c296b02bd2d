import { directionOf } from '../../../web/kit/index.ts'
import { publicApi, useRemote } from '../../api/index.ts'
import { sparklinePoints } from './sparkline-points.ts'

const box = { width: 112, height: 30 }

/** The shape of a market's last 24 hours. The figures beside it say the same in numbers, so it is decoration. */
export function Sparkline({ market, change }: { market: string; change: string | undefined }) {
  const candles = useRemote(publicApi.candles, { market, period: 15, limit: 96 }, { staleTimeMs: 300_000 })
  const direction = change === undefined ? 0 : directionOf(change)
  const points = sparklinePoints(candles.data?.map((candle) => candle[4]) ?? [], box)
  return (
    <svg
      className={`landing-spark ${direction > 0 ? 'is-buy' : direction < 0 ? 'is-sell' : 'faint'}`}
      width={box.width}
      height={box.height}
      viewBox={`0 0 ${box.width} ${box.height}`}
      aria-hidden="true"
    >
      {points !== '' && <polyline points={points} fill="none" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  )
}
