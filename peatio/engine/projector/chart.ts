import type { AssetType } from '../../../core/exchange/index.ts'

/** `main` and `locked` are what the house owes its users. */
export type Purpose = 'asset' | 'main' | 'locked' | 'revenue' | 'expense'

/** The wire's chart of accounts; an operator's accountant knows it by heart. */
const codes: Record<Purpose, Record<AssetType, number>> = {
  asset: { fiat: 101, coin: 102 },
  main: { fiat: 201, coin: 202 },
  locked: { fiat: 211, coin: 212 },
  revenue: { fiat: 301, coin: 302 },
  expense: { fiat: 401, coin: 402 },
}

export const codeOf = (purpose: Purpose, type: AssetType): number => codes[purpose][type]

export type AccountClass = 'asset' | 'liability' | 'revenue' | 'expense'

const classes: Record<number, AccountClass> = { 1: 'asset', 2: 'liability', 3: 'revenue', 4: 'expense' }

/** The chart as data: every code with its class, kind and asset type, in the order of codes. */
export const chartOfAccounts = (Object.keys(codes) as Purpose[]).flatMap((purpose) =>
  (['fiat', 'coin'] as const).map((type) => ({
    code: codes[purpose][type],
    class: classOf(codes[purpose][type]),
    kind: purpose === 'locked' ? ('locked' as const) : ('main' as const),
    type,
  })),
)

/** Throws on a code that is in no chart. */
export function classOf(code: number): AccountClass {
  const found = classes[Math.floor(code / 100)]
  if (!found) throw new RangeError(`${code} is in no chart of accounts`)
  return found
}
