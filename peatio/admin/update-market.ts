import type { Claims, updateMarket, ValuesOf } from '../../contract/index.ts'
import type { MarketStatus } from '../../core/exchange/index.ts'
import type { MarketCode, TimeMs } from '../../core/units/index.ts'
import { refuse, type Handler, type Refusal } from '../../platform/http/index.ts'
import { act, type Submit } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { adminMarketEntity } from './list-markets.ts'
import { descriptionOf, limitsOf, statusFor, type MarketTerms } from './market-definition.ts'
import { marketRefusal } from './refusals.ts'

type Values = ValuesOf<(typeof updateMarket)['params']>

/** Changes what is named, and nothing else. Orders that rest beyond a new limit stay. */
export function updateMarketHandler(admin: Admin): Handler<Values, Claims> {
  return async (call) => {
    const { id, symbol, type: _, ...terms } = call.params
    const name = id ?? symbol
    if (name === undefined || (id !== undefined && symbol !== undefined)) {
      return refuse(422, 'admin.market.one_of_id_symbol_fields')
    }
    const about = { name: 'market.update', subject: name, reason: terms.reason }
    return act(admin, call, about, async (submit) => {
      const { catalog } = admin
      const known = catalog.market(name)
      if (!known) return refuse(422, 'admin.market.doesnt_exist')
      const status = statusFor(terms, known.status)
      const refusal =
        (await redefine(admin, submit, { market: known.code, terms })) ??
        (status === known.status
          ? undefined
          : await changeStatus(admin, submit, { market: known.code, status, reason: terms.reason }))
      if (refusal) return refusal
      await catalog.describeMarket(known.code, descriptionOf(terms))
      return { body: adminMarketEntity(catalog.market(name)!) }
    })
  }
}

/** Repeats the engine's own definition with what is to be different. */
async function redefine(
  { engine, catalog }: Admin,
  submit: Submit,
  { market, terms }: { market: MarketCode; terms: MarketTerms },
): Promise<Refusal | undefined> {
  const { result } = await engine.read({ kind: 'definitions' })
  const defined = result.markets.find((each) => each.market === market)
  if (!defined) return refuse(422, 'admin.market.doesnt_exist')
  const counted = limitsOf(terms, defined)
  if ('errors' in counted) return refuse(422, ...counted.errors)
  if (Object.keys(counted.limits).length === 0) return undefined
  const { rejection, sequence } = await submit({ ...defined, ...counted.limits, keepsStatus: true })
  if (rejection !== null) return marketRefusal(rejection)
  await catalog.reached(sequence)
  return undefined
}

/** A change of status is a command of its own: only so is a market uncrossed before it opens. */
export async function changeStatus(
  { catalog }: Admin,
  submit: Submit,
  change: { market: MarketCode; status: MarketStatus; reason: string | undefined; endsAt?: number },
): Promise<Refusal | undefined> {
  const { market, status, reason = 'by an operator', endsAt } = change
  const { rejection, sequence } = await submit({
    kind: 'set_market_status',
    market,
    status,
    reason,
    ...(endsAt === undefined ? {} : { endsAt: endsAt as TimeMs }),
  })
  if (rejection !== null) return marketRefusal(rejection)
  await catalog.reached(sequence)
  return undefined
}
