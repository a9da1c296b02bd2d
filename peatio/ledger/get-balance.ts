import type { Claims, getBalance, ValuesOf } from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { balanceEntity, isVisible } from './balance-entity.ts'
import type { BalanceDeps } from './balance-routes.ts'

type Values = ValuesOf<(typeof getBalance)['params']>

/** The caller's balance of one visible asset; not found, as on the wire, if he has never had any. */
export function getBalanceHandler({
  engine,
  catalog,
  depositAddresses,
}: BalanceDeps): Handler<Values, Claims> {
  return async ({ params, caller }) => {
    const asset = catalog.asset(params.currency)
    if (!asset || !isVisible(asset)) return refuse(422, 'account.currency.doesnt_exist')
    const { result } = await engine.read({ kind: 'balances', account: caller.uid as AccountId })
    const line = result.find((each) => each.asset === asset.code)
    if (!line) return refuse(404, 'record.not_found')
    const addresses = asset.type === 'coin' ? await depositAddresses(caller.uid) : []
    return { body: balanceEntity(asset, line, addresses) }
  }
}
