import { amount, type AssetCode, type MarketCode } from '../../core/units/index.ts'
import type { Asset, AssetDescription, Network } from './asset.ts'
import type { Definitions } from './definitions.ts'
import { marketState, type Market, type MarketDescription } from './market.ts'
import type { WithdrawLimit } from './withdraw-limit-store.ts'

/** What SQL knows: how the engine's definitions are shown, and what is outside the engine's decisions. */
export type Presentation = {
  assets: Map<AssetCode, AssetDescription>
  networks: Map<AssetCode, Network[]>
  markets: Map<MarketCode, MarketDescription>
  limits: WithdrawLimit[]
}

/** Assets and markets in order of position, by code. */
export type Described = { assets: Map<string, Asset>; markets: Map<string, Market> }

/** How an asset is shown that nobody has described. */
export const plainAsset = (code: AssetCode, position: number): AssetDescription => ({
  name: code.toUpperCase(),
  description: '',
  homepage: '',
  iconUrl: null,
  position,
  price: amount(10n ** 18n),
  status: 'enabled',
})

export const plainMarket = (position: number): MarketDescription => ({
  name: null,
  position,
  hidden: false,
  createdAt: null,
  updatedAt: null,
})

/** Joins the engine's definitions with their presentation. */
export function describe(definitions: Definitions, presentation: Presentation): Described {
  const assets = [...definitions.assets.values()].map(({ asset, type, precision }, index): Asset => ({
    ...(presentation.assets.get(asset) ?? plainAsset(asset, index + 1)),
    code: asset,
    type,
    precision,
    networks: presentation.networks.get(asset) ?? [],
  }))
  const markets = [...definitions.markets.values()].map((defined, index): Market => {
    const described = presentation.markets.get(defined.market) ?? plainMarket(index + 1)
    const { name, position, hidden, createdAt, updatedAt } = described
    return {
      code: defined.market,
      base: defined.base,
      quote: defined.quote,
      pricePrecision: defined.pricePrecision,
      amountPrecision: defined.amountPrecision,
      priceMin: defined.priceMin,
      priceMax: defined.priceMax,
      quantityMin: defined.quantityMin,
      quantityMax: defined.quantityMax ?? 0,
      notionalMin: defined.notionalMin ?? amount(0n),
      bandPpm: defined.bandPpm ?? 0,
      status: defined.status,
      name: name ?? pairOf(defined),
      position,
      createdAt,
      updatedAt,
      state: marketState(defined.status, hidden),
      endsAt: defined.status === 'auction' ? defined.endsAt : null,
    }
  })
  return {
    assets: new Map(assets.toSorted(byPosition).map((asset) => [asset.code as string, asset])),
    markets: new Map(markets.toSorted(byPosition).map((market) => [market.code as string, market])),
  }
}

const pairOf = ({ base, quote }: { base: AssetCode; quote: AssetCode }) => `${base}/${quote}`.toUpperCase()
const byPosition = (a: { position: number; code: string }, b: { position: number; code: string }) =>
  a.position - b.position || (a.code < b.code ? -1 : 1)
