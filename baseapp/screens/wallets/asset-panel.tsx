import { useId, useState } from 'react'
import { buttonClass, decimalText, Icon, Skeleton, TabPanel, Tabs } from '../../../web/kit/index.ts'
import type { Currency } from '../../api/index.ts'
import { useMarkets } from '../../markets/index.ts'
import { Link } from '../../router/index.ts'
import { AssetMark } from './asset-mark.tsx'
import { DepositTab } from './deposit-tab.tsx'
import { valuedIn, type WalletRow } from './wallet-rows.ts'
import { WithdrawalNote } from './withdrawal-note.tsx'

type AssetPanelProps = {
  currency: Currency
  row: WalletRow | undefined
  /** Alone on the page, as on phones: it has the heading and the way back. */
  isPage: boolean
}

/** One asset: its balance, its markets, and how it comes in and goes out. */
export function AssetPanel({ currency, row, isPage }: AssetPanelProps) {
  const [tab, setTab] = useState<'deposit' | 'withdraw'>('deposit')
  const name = useId()
  const title = (
    <>
      <AssetMark asset={currency.id} />
      {currency.id.toUpperCase()} <span className="faint">{currency.name}</span>
    </>
  )
  return (
    <section className="k-panel wallets-panel" aria-label={`${currency.name} wallet`}>
      <header className="wallets-panel-head">
        {isPage && (
          <Link to="/wallets" className="wallets-back">
            <Icon name="left" size={14} /> All wallets
          </Link>
        )}
        {isPage ? (
          <h1 className="wallets-panel-title" tabIndex={-1}>
            {title}
          </h1>
        ) : (
          <h2 className="wallets-panel-title">{title}</h2>
        )}
        <dl className="wallets-sums">
          <Sum name="Available" row={row} units={row?.available} />
          <Sum name="In orders" row={row} units={row?.held} />
          <div>
            <dt>Value, {valuedIn.toUpperCase()}</dt>
            <dd className="num">
              {row ? row.value === undefined ? '–' : decimalText(row.value, 2) : <Skeleton width="64px" />}
            </dd>
          </div>
        </dl>
        <TradeLinks asset={currency.id} />
      </header>
      <Tabs
        label="Deposit or withdraw"
        name={name}
        className="wallets-tabs"
        items={[
          { id: 'deposit', label: 'Deposit' },
          { id: 'withdraw', label: 'Withdraw' },
        ]}
        value={tab}
        onValue={setTab}
      />
      <TabPanel name={name} value={tab} className="wallets-tab">
        {tab === 'deposit' ? <DepositTab currency={currency} /> : <WithdrawalNote currency={currency} />}
      </TabPanel>
    </section>
  )
}

function Sum({ name, row, units }: { name: string; row: WalletRow | undefined; units: bigint | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">
        {row && units !== undefined ? decimalText(units, row.precision) : <Skeleton width="80px" />}
      </dd>
    </div>
  )
}

const linksMost = 3

function TradeLinks({ asset }: { asset: string }) {
  const markets = useMarkets().data ?? []
  const own = markets.filter(
    (market) => market.state === 'enabled' && (market.base_unit === asset || market.quote_unit === asset),
  )
  return (
    <div className="wallets-trade">
      {own.slice(0, linksMost).map((market) => (
        <Link key={market.id} to={`/trading/${market.id}`} className={buttonClass({ size: 's' })}>
          Trade {market.name}
        </Link>
      ))}
    </div>
  )
}
