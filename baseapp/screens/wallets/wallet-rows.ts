import { unit } from '../../../core/units/index.ts'
import { unitsOf } from '../../../web/kit/format.ts'
import type { Currency } from '../../api/wire.ts'
import { valueIn, type Prices } from '../../valuation/price-in.ts'

/** The asset in which all others are valued. */
export const valuedIn = 'usdt'

/** One asset of the user; sums are counts of 10⁻¹⁸ units. `value` is missing where no market tells a price. */
export type WalletRow = {
  asset: string
  name: string
  precision: number
  available: bigint
  held: bigint
  total: bigint
  value?: bigint
}

type Sums = Readonly<Record<string, { available: string; held: string }>>
type Asset = Pick<Currency, 'id' | 'name' | 'precision' | 'position'>

/** Every asset with its sums: those that the user has first, each part in the exchange's order. */
export function walletRows(assets: readonly Asset[], sums: Sums, prices: Prices): WalletRow[] {
  const rows = [...assets]
    .sort((a, b) => a.position - b.position)
    .map(({ id, name, precision }): WalletRow => {
      const available = unitsOf(sums[id]?.available) ?? 0n
      const held = unitsOf(sums[id]?.held) ?? 0n
      const total = available + held
      const value = valueIn(total, id, valuedIn, prices)
      return { asset: id, name, precision, available, held, total, ...(value !== undefined && { value }) }
    })
  return [...rows.filter((row) => row.total > 0n), ...rows.filter((row) => row.total === 0n)]
}

/** Below one unit of what values are told in; without a price only nothing is small. */
export const isSmall = ({ total, value }: WalletRow): boolean =>
  value === undefined ? total === 0n : value < unit

export function visibleRows(
  rows: readonly WalletRow[],
  wanted: { search: string; hideSmall: boolean },
): WalletRow[] {
  const search = wanted.search.trim().toLowerCase()
  return rows.filter(
    (row) =>
      !(wanted.hideSmall && isSmall(row)) &&
      (row.asset.includes(search) || row.name.toLowerCase().includes(search)),
  )
}

/** What everything is worth; `partly` when an asset that the user has could not be valued. */
export function worthOf(rows: readonly WalletRow[]): { worth: bigint; partly: boolean } {
  return {
    worth: rows.reduce((sum, row) => sum + (row.value ?? 0n), 0n),
    partly: rows.some((row) => row.value === undefined && row.total > 0n),
  }
}
