import type { Side } from '../matching/index.ts'
import type { Lots, MarketCode, Ticks } from '../units/index.ts'
import { scanned } from './distinct.ts'
import type { LevelView } from './view.ts'

/** As many levels are kept in memory for the next time at most. */
const keptMax = 1_024

/** Price levels that a command touched, in their order, each once. Cleared, they are written anew. */
export class TouchedLevels {
  #levels: LevelView[] = []
  #count = 0
  /** Names of levels, once there are many. */
  #names: Set<string> | null = null

  get count(): number {
    return this.#count
  }

  at(index: number): LevelView {
    return this.#levels[index]!
  }

  /** Whether it is there already; one that is not has to be added then. */
  knows(market: MarketCode, side: Side, price: Ticks): boolean {
    if (this.#count < scanned) {
      for (let index = 0; index < this.#count; index++) {
        const level = this.#levels[index]!
        if (level.price === price && level.side === side && level.market === market) return true
      }
      return false
    }
    this.#names ??= new Set(this.all().map((level) => nameOf(level.market, level.side, level.price)))
    const { size } = this.#names
    return this.#names.add(nameOf(market, side, price)).size === size
  }

  add(market: MarketCode, side: Side, price: Ticks, quantity: Lots): void {
    const level = this.#levels[this.#count]
    if (level === undefined) this.#levels[this.#count] = { market, side, price, quantity }
    else {
      level.market = market
      level.side = side
      level.price = price
      level.quantity = quantity
    }
    this.#count += 1
  }

  all(): LevelView[] {
    return this.#levels.slice(0, this.#count)
  }

  clear(): void {
    if (this.#levels.length > keptMax) this.#levels = []
    this.#count = 0
    this.#names = null
  }
}

const nameOf = (market: MarketCode, side: Side, price: Ticks): string => `${market}/${side}/${price}`
