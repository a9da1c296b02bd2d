import type { Claims, listBalances, ValuesOf } from '../../contract/index.ts'
import { amount, type AccountId } from '../../core/units/index.ts'
import type { Handler } from '../../platform/http/index.ts'
import type { Asset } from '../catalog/index.ts'
import { balanceEntity, isVisible } from './balance-entity.ts'
import type { BalanceDeps } from './balance-routes.ts'

type Values = ValuesOf<(typeof listBalances)['params']>

const nothing = { posted: 0n, held: amount(0n) }

/** A balance for every visible asset, zero where the caller has never had any. */
export function listBalancesHandler({
  engine,
  catalog,
  depositAddresses,
}: BalanceDeps): Handler<Values, Claims> {
  return async ({ params, caller }) => {
    const account = caller.uid as AccountId
    const [{ result }, addresses] = await Promise.all([
      engine.read({ kind: 'balances', account }),
      depositAddresses(caller.uid),
    ])
    const lines = new Map(result.map((line) => [line.asset, line]))
    const chosen = catalog
      .assets()
      .filter(isVisible)
      .filter((asset) => matches(asset, params['search[currency_code]'], params['search[currency_name]']))
      .filter(({ code }) => !params.nonzero || (lines.get(code) ?? nothing).posted !== 0n)
    const { page, limit } = params
    return {
      body: chosen
        .slice((page - 1) * limit, page * limit)
        .map((asset) => balanceEntity(asset, lines.get(asset.code) ?? nothing, addresses)),
      headers: { Total: chosen.length, 'Per-Page': limit, Page: page },
    }
  }
}

/** Either search may find an asset, as a part of its code or name in any case. */
function matches(asset: Asset, code: string | undefined, name: string | undefined): boolean {
  if (code === undefined && name === undefined) return true
  const has = (text: string, part: string | undefined) =>
    part !== undefined && text.toLowerCase().includes(part.toLowerCase())
  return has(asset.code, code) || has(asset.name, name)
}
