import { assert } from '../../core/units/index.ts'
import type { Scale } from './order-entity.ts'
import type { Trading } from './trading-routes.ts'

/** Digits of a market that has orders; markets are defined once and never forgotten. */
export function scaleOf({ catalog }: Trading, code: string): Scale {
  const market = catalog.market(code)
  assert(market !== undefined, 'an order is on a market that the catalog knows')
  return market
}
