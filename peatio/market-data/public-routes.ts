import type { FastifyInstance } from 'fastify'
import {
  getAlive,
  getCurrency,
  getMemberLevels,
  getPublicConfig,
  getReady,
  getTimestamp,
  getVersion,
  listCurrencies,
  listMarkets,
  listTradingFees,
  listWithdrawLimits,
  type Version,
} from '../../contract/index.ts'
import { mount, refuse, type Handler, type Mountable } from '../../platform/http/index.ts'
import {
  currencyEntity,
  isoOf,
  marketEntity,
  tradingFeeEntity,
  withdrawLimitEntity,
  type Catalog,
} from '../catalog/index.ts'
import type { Engine } from '../engine/index.ts'
import { aggregatorRoutes } from './aggregator-routes.ts'
import { marketRoutes } from './market-routes.ts'
import type { MarketData } from './open-market-data.ts'
import { pageOf, ordered } from './page.ts'
import { matchingCurrencies, matchingMarkets } from './search.ts'

export type PublicDeps = {
  engine: Engine
  catalog: Catalog
  marketData: MarketData
  version: Version
  /** Whether the process should live, and whether it should be sent requests. */
  health: { alive(): Promise<boolean>; ready(): Promise<boolean> }
  clock?: () => number
}

export const peatioPrefix = '/api/v2/peatio'

/** Mounts everything that may be read without a session. */
export function publicRoutes(app: FastifyInstance, deps: PublicDeps): void {
  const { catalog, version, health, clock = Date.now } = deps
  const serve = <Values>(endpoint: Mountable<Values>, handle: Handler<Values, undefined>) =>
    mount<Values, undefined>(app, peatioPrefix, endpoint, { handle })

  serve(listCurrencies, ({ params }) => pageOf(matchingCurrencies(catalog, params), params, currencyEntity))
  serve(getCurrency, ({ params: { id } }) => {
    const asset = catalog.asset(id)
    return asset?.status === 'enabled'
      ? { body: currencyEntity(asset) }
      : refuse(422, 'public.currency.doesnt_exist')
  })
  serve(listMarkets, ({ params }) => {
    const found = matchingMarkets(catalog, params)
    return 'refused' in found ? found : pageOf(found, params, marketEntity)
  })
  serve(listTradingFees, ({ params }) => {
    const { group, market_id: market, market_type: type } = params
    if (market !== undefined && market !== 'any' && !catalog.market(market)) {
      return refuse(422, 'public.trading_fee.market_doesnt_exist')
    }
    const fees = catalog
      .fees()
      .map(tradingFeeEntity)
      .filter((fee) => group === undefined || fee.group === group.toLowerCase())
      .filter((fee) => market === undefined || fee.market_id === market)
    return pageOf(ordered(type === 'spot' ? fees : [], params), params, (fee) => fee)
  })
  serve(listWithdrawLimits, ({ params }) => {
    const { group, kyc_level: level } = params
    const limits = catalog
      .withdrawLimits()
      .map(withdrawLimitEntity)
      .filter((limit) => group === undefined || limit.group === group.toLowerCase())
      .filter((limit) => level === undefined || limit.kyc_level === level)
    return pageOf(ordered(limits, params), params, (limit) => limit)
  })
  serve(getMemberLevels, () => {
    const { deposit, withdraw, trade } = catalog.levels()
    const gate = (level: number) => ({ minimum_level: level })
    return { body: { deposit: gate(deposit), withdraw: gate(withdraw), trading: gate(trade) } }
  })
  serve(getPublicConfig, () => ({
    body: {
      currencies: catalog
        .assets()
        .filter(({ status }) => status !== 'disabled')
        .map(currencyEntity),
      trading_fees: catalog.fees().map(tradingFeeEntity),
      markets: catalog
        .markets()
        .filter(({ state }) => state !== 'disabled')
        .map(marketEntity),
      withdraw_limits: catalog.withdrawLimits().map(withdrawLimitEntity),
    },
  }))
  serve(getTimestamp, ({ response }) => {
    // A bare string would be sent as text: the wire wants it as JSON.
    void response.type('application/json; charset=utf-8')
    return { body: JSON.stringify(isoOf(clock())) }
  })
  serve(getVersion, () => ({ body: version }))
  serve(getAlive, async () => {
    const alive = await health.alive()
    return { body: { alive }, status: alive ? 200 : 503 }
  })
  serve(getReady, async () => {
    const ready = await health.ready()
    return { body: { ready }, status: ready ? 200 : 503 }
  })
  marketRoutes(serve, deps)
  aggregatorRoutes(serve, { ...deps, clock })
}
