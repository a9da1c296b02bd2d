import { lazy, Suspense, useState } from 'react'
import { intervals, type Interval } from '../../../../contract/streams.ts'
import { Panel, Skeleton, Tabs, TabPanel } from '../../../../web/kit/index.ts'
import type { Market } from '../../../api/index.ts'
import type { LiveMarket } from '../../../feed/index.ts'
import { DepthChart } from './depth-chart.tsx'

// Asked for when this screen's code arrives, not when it draws, so that both travel together.
const loading = import('./candle-chart.tsx')
const CandleChart = lazy(async () => ({ default: (await loading).CandleChart }))

const offered = ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w'] as const satisfies Interval[]
const key = 'chartInterval'

function storedInterval(): Interval {
  try {
    const stored = localStorage.getItem(key)
    return stored !== null && Object.hasOwn(intervals, stored) ? (stored as Interval) : '1m'
  } catch {
    return '1m'
  }
}

function keepInterval(interval: Interval): void {
  try {
    localStorage.setItem(key, interval)
  } catch {
    // Then the next visit starts with one minute again.
  }
}

type ChartPanelProps = { market: Market; live: LiveMarket; className: string }

/** Price over time, or the depth of the book. */
export function ChartPanel({ market, live, className }: ChartPanelProps) {
  const [view, setView] = useState<'price' | 'depth'>('price')
  const [interval, setInterval] = useState(storedInterval)
  const views = [
    { id: 'price', label: 'Price' },
    { id: 'depth', label: 'Depth' },
  ] as const
  const choose = (next: Interval) => {
    setInterval(next)
    keepInterval(next)
  }
  return (
    <Panel
      className={`chart ${className}`}
      label="Chart"
      title={<Tabs label="Chart" name="chart" items={views} value={view} onValue={setView} />}
      aside={
        view === 'price' && (
          <Tabs
            look="pill"
            label="Interval"
            className="chart-intervals"
            items={offered.map((id) => ({ id, label: id }))}
            value={interval}
            onValue={choose}
          />
        )
      }
    >
      <TabPanel name="chart" value={view} className="chart-body">
        {view === 'depth' && <DepthChart market={market} live={live} />}
        {view === 'price' && (
          <Suspense fallback={<Skeleton width="100%" height="100%" />}>
            <CandleChart market={market} interval={interval} />
          </Suspense>
        )}
      </TabPanel>
    </Panel>
  )
}
