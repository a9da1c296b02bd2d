import type { Claims, createTradingFee, updateTradingFee, ValuesOf } from '../../contract/index.ts'
import type { SetTradingFee } from '../../core/exchange/index.ts'
import type { MarketCode } from '../../core/units/index.ts'
import { refuse, type Handler, type Refusal, type Reply } from '../../platform/http/index.ts'
import { tradingFeeEntity } from '../catalog/index.ts'
import { act, type Submit } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { feeRefusal } from './refusals.ts'

type NewFee = ValuesOf<(typeof createTradingFee)['params']>
type FeeChange = ValuesOf<(typeof updateTradingFee)['params']>

export function createFeeHandler(admin: Admin): Handler<NewFee, Claims> {
  return (call) => {
    const { maker, taker, market_id: market = 'any', market_type: type, reason } = call.params
    const group = (call.params.group ?? 'any').toLowerCase()
    const about = { name: 'trading_fee.create', subject: `${group}/${market}`, reason }
    return act(admin, call, about, async (submit) => {
      if (type !== 'spot') return refuse(422, 'admin.market.invalid_market_type')
      const taken = admin.catalog.fees().some((fee) => fee.group === group && fee.market === market)
      if (taken) return refuse(422, 'admin.trading_fee.already_exists')
      return setFee(admin, submit, {
        group,
        market: market as MarketCode | 'any',
        makerFee: maker,
        takerFee: taker,
      })
    })
  }
}

export function updateFeeHandler(admin: Admin): Handler<FeeChange, Claims> {
  return (call) => {
    const { id, maker, taker, reason } = call.params
    const known = admin.catalog.fees().find((fee) => fee.id === id)
    const subject = known ? `${known.group}/${known.market}` : `fee ${id}`
    return act(admin, call, { name: 'trading_fee.update', subject, reason }, async (submit) => {
      if (!known) return refuse(404, 'record.not_found')
      const { group, market, makerFee, takerFee } = known
      return setFee(admin, submit, {
        group,
        market,
        makerFee: maker ?? makerFee,
        takerFee: taker ?? takerFee,
      })
    })
  }
}

async function setFee(
  { catalog }: Admin,
  submit: Submit,
  fee: Omit<SetTradingFee, 'kind'>,
): Promise<Reply | Refusal> {
  const { rejection, sequence } = await submit({ kind: 'set_trading_fee', ...fee })
  if (rejection !== null) return feeRefusal(rejection)
  await catalog.reached(sequence)
  const set = catalog.fees().find(({ group, market }) => group === fee.group && market === fee.market)
  return set ? { body: tradingFeeEntity(set) } : refuse(404, 'record.not_found')
}
