import { Change, compact, decimal, Icon, IconButton } from '../../../web/kit/index.ts'
import type { Market } from '../../api/index.ts'
import { useTicker, type LiveMarket } from '../../feed/index.ts'
import { MarketName } from '../../markets/index.ts'
import { openMarketSearch } from '../../shell/index.ts'
import { LastPrice } from './last-price.tsx'
import { openShortcuts, ShortcutsHelp } from './shortcuts.tsx'

type MarketBarProps = { market: Market; live: LiveMarket }

/** The market's name, its last price, and its last 24 hours. */
export function MarketBar({ market, live }: MarketBarProps) {
  const ticker = useTicker(market.id)
  const base = market.base_unit.toUpperCase()
  const quote = market.quote_unit.toUpperCase()
  const price = (text: string | undefined) => decimal(text, market.price_precision)
  const facts: [name: string, value: string][] = [
    ['24 h high', price(ticker?.high)],
    ['24 h low', price(ticker?.low)],
    [`24 h volume (${base})`, compact(ticker?.amount)],
    [`24 h turnover (${quote})`, compact(ticker?.volume)],
  ]
  return (
    <div className="desk-bar">
      <button type="button" className="bar-market" onClick={openMarketSearch} aria-haspopup="dialog">
        <span className="visually-hidden">Change market, now </span>
        <MarketName name={market.name} />
        <Icon name="down" size={14} />
      </button>
      <div className="bar-price">
        <LastPrice market={market} live={live} />
        <Change text={ticker?.price_change_percent} />
      </div>
      <dl className="bar-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {market.state === 'locked' && <span className="bar-locked">Trading is paused</span>}
      <IconButton icon="help" label="Keyboard shortcuts" className="bar-help" onClick={openShortcuts} />
      <ShortcutsHelp />
    </div>
  )
}
