import type { Command } from '../../core/exchange/index.ts'
import { ppm, unit, type Amount, type AssetCode, type Lots, type Ticks } from '../../core/units/index.ts'
import type { Submission } from '../../peatio/engine/index.ts'
import { accounts, commandOf, market, namesOf, type Steps } from '../core/workloads.ts'

/** Assets, a market, fees and funds: what the drawn steps rely on. */
export function openingSubmissions(users: readonly string[] = accounts): Submission[] {
  const [base, quote] = ['btc' as AssetCode, 'usdt' as AssetCode]
  const defined: Command[] = [base, quote].map((asset) => ({
    kind: 'define_asset',
    asset,
    type: 'coin',
    precision: 8,
  }))
  defined.push({
    kind: 'define_market',
    market,
    base,
    quote,
    pricePrecision: 2,
    amountPrecision: 6,
    priceMin: 1 as Ticks,
    priceMax: 0,
    quantityMin: 1 as Lots,
    status: 'open',
  })
  defined.push({
    kind: 'set_trading_fee',
    group: 'any',
    market: 'any',
    makerFee: ppm(1_000),
    takerFee: ppm(2_000),
  })
  for (const account of users as typeof accounts) {
    for (const asset of [base, quote]) {
      const sum = (10n ** 12n * unit) as Amount
      defined.push({ kind: 'credit_deposit', account, asset, sum, reference: 'bench' })
    }
  }
  return defined.map((command, index) => ({ key: `opening:${index}`, command }))
}

/** Drawn steps as they arrive from outside: each with a key of its own, and its order's public name. */
export function submissionsOf(steps: Steps, run: string): Submission[] {
  const names = namesOf(steps).map((name) => `00000000-0000-4000-8000-${name.padStart(12, '0')}`)
  const submissions = Array.from({ length: steps.count }, (_, index) => ({
    key: `${run}:${accounts[steps.users[index]!]}:${names[index]}:${index}`,
    command: commandOf(steps, names, index),
  }))
  // Texts that were put together from parts are slow until they are first read; those of a request are not.
  return JSON.parse(JSON.stringify(submissions)) as Submission[]
}
