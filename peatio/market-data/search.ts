import { listCurrencies, listMarkets } from '../../contract/index.ts'
import { refuse, type Refusal } from '../../platform/http/index.ts'
import { isActive, type Asset, type Catalog, type Market } from '../catalog/index.ts'
import { ordered } from './page.ts'

type ValuesOf<Endpoint> = Endpoint extends { read(raw: Record<string, unknown>): infer Read }
  ? Extract<Read, { values: unknown }>['values']
  : never

/** Whether any of the words that were given is in its text. Without words everything matches. */
function matches(searches: [word: string | undefined, text: string][]): boolean {
  const given = searches.filter(([word]) => word !== undefined && word !== '')
  return given.length === 0 || given.some(([word, text]) => text.toLowerCase().includes(word!.toLowerCase()))
}

/** Enabled assets of a type that the search finds by code or name, by position. */
export function matchingCurrencies(catalog: Catalog, params: ValuesOf<typeof listCurrencies>): Asset[] {
  return catalog
    .assets()
    .filter(({ status }) => status === 'enabled')
    .filter(({ type }) => params.type === undefined || type === params.type)
    .filter(({ code, name }) =>
      matches([
        [params['search[code]'], code],
        [params['search[name]'], name],
      ]),
    )
}

/** Markets that take orders and that the search finds, in the order that was asked for. */
export function matchingMarkets(catalog: Catalog, params: ValuesOf<typeof listMarkets>): Market[] | Refusal {
  const { base_unit: base, quote_unit: quote } = params
  const unknown = [
    base !== undefined && !catalog.asset(base) ? 'public.markets.base_unit_doesnt_exist' : [],
    quote !== undefined && !catalog.asset(quote) ? 'public.markets.quote_unit_doesnt_exist' : [],
  ].flat()
  if (unknown.length > 0) return refuse(422, ...unknown)
  if (params.type === 'qe') return []
  const nameOf = (code: string) => catalog.asset(code)?.name ?? code
  const markets = catalog
    .markets()
    .filter(isActive)
    .filter(
      (market) =>
        (base === undefined || market.base === base) && (quote === undefined || market.quote === quote),
    )
    .filter((market) =>
      matches([
        [params['search[base_code]'], market.base],
        [params['search[quote_code]'], market.quote],
        [params['search[base_name]'], nameOf(market.base)],
        [params['search[quote_name]'], nameOf(market.quote)],
      ]),
    )
  const rows = markets.map((market) => ({ market, id: market.code as string, position: market.position }))
  return ordered(rows, params).map(({ market }) => market)
}
