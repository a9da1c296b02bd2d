import type { Claims } from '../../contract/index.ts'
import type { DefineMarket } from '../../core/exchange/index.ts'
import { lots, ticks, type AssetCode, type MarketCode } from '../../core/units/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { act } from './act.ts'
import type { Admin } from './admin-routes.ts'
import { adminMarketEntity } from './list-markets.ts'
import { descriptionOf, limitsOf, statusFor, type NewMarket } from './market-definition.ts'
import { marketRefusal } from './refusals.ts'

/** A new market, named by its two assets as the reference does: `btc` and `usdt` make `btcusdt`. */
export function createMarketHandler(admin: Admin): Handler<NewMarket, Claims> {
  return (call) => {
    const { base_currency: base, quote_currency: quote, type, ...terms } = call.params
    const { amount_precision: amountPrecision, price_precision: pricePrecision } = terms
    const code = `${base}${quote}` as MarketCode
    const about = { name: 'market.create', subject: code, reason: terms.reason }
    return act(admin, call, about, async (submit) => {
      const { catalog } = admin
      if (type !== 'spot') return refuse(422, 'admin.market.invalid_market_type')
      if (!catalog.asset(base) || !catalog.asset(quote))
        return refuse(422, 'admin.market.currency_doesnt_exist')
      if (catalog.market(code)) return refuse(422, 'admin.market.already_exists')
      const counted = limitsOf(terms, { pricePrecision, amountPrecision })
      if ('errors' in counted) return refuse(422, ...counted.errors)
      const command: DefineMarket = {
        kind: 'define_market',
        market: code,
        base: base as AssetCode,
        quote: quote as AssetCode,
        pricePrecision,
        amountPrecision,
        priceMin: ticks(1),
        priceMax: 0,
        quantityMin: lots(1),
        ...counted.limits,
        status: statusFor(terms, 'open'),
      }
      const { rejection, sequence } = await submit(command)
      if (rejection !== null) return marketRefusal(rejection)
      await catalog.reached(sequence)
      await catalog.describeMarket(code, descriptionOf(terms))
      return { body: adminMarketEntity(catalog.market(code)!) }
    })
  }
}
