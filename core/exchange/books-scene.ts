import { balanceOf, house } from '../ledger/index.ts'
import {
  lots,
  ppm,
  ticks,
  unit,
  type AccountId,
  type Amount,
  type AssetCode,
  type MarketCode,
  type TimeMs,
} from '../units/index.ts'
import { createState, decide, evolveAll, type Command, type Decision, type State } from './index.ts'

export const [btc, usdt] = ['btc' as AssetCode, 'usdt' as AssetCode]
export const btcusdt = 'btcusdt' as MarketCode
export const [ada, bob] = ['IDADA' as AccountId, 'IDBOB' as AccountId]
export const approvedBy: [string, string] = ['IDGRACE', 'IDALAN']
export const whole = (count: number) => (BigInt(count) * unit) as Amount

export function run(state: State, command: Command): Decision {
  const decision = decide(state, command, 1 as TimeMs)
  if ('events' in decision) evolveAll(state, structuredClone(decision.events), 1 as TimeMs)
  return decision
}

/** The reason of a no; a dash for a yes. */
export function said(state: State, command: Command): string {
  const decision = run(state, command)
  return 'rejection' in decision ? decision.rejection : '-'
}

/** For tests: a market, Ada with 100 btc, nothing set aside and no cap. */
export function bookScene(): State {
  const state = createState()
  const opening: Command[] = [
    { kind: 'define_asset', asset: btc, type: 'coin', precision: 8 },
    { kind: 'define_asset', asset: usdt, type: 'coin', precision: 6 },
    {
      kind: 'define_market',
      market: btcusdt,
      base: btc,
      quote: usdt,
      pricePrecision: 2,
      amountPrecision: 6,
      priceMin: ticks(1),
      priceMax: 0,
      quantityMin: lots(1),
      status: 'open',
    },
    { kind: 'set_trading_fee', group: 'any', market: 'any', makerFee: ppm(1_000), takerFee: ppm(2_000) },
    { kind: 'credit_deposit', account: ada, asset: btc, sum: whole(100), reference: 'TID1' },
  ]
  for (const command of opening) run(state, command)
  return state
}

/** posted and held, in whole units. */
export function holdings(state: State, account: AccountId, asset = btc): [posted: number, held: number] {
  const line = balanceOf(state.ledger, account, asset)
  return [Number(line.posted / unit), Number(line.held / unit)]
}

export const houseHoldings = (state: State, asset = btc) => ({
  custody: holdings(state, house.custody, asset)[0],
  adjustments: holdings(state, house.adjustments, asset)[0],
  feeIncome: holdings(state, house.feeIncome, asset)[0],
  expenses: holdings(state, house.expenses, asset)[0],
  suspense: holdings(state, house.suspense, asset)[0],
})
