// Matching: price-time priority. It knows queues, prices and triggers, and nothing about who owns what.
export {
  bestLevel,
  createBook,
  firstOf,
  hasRoom,
  nextOf,
  quantityAt,
  reduce,
  rest,
  shorten,
  sideOf,
  withdraw,
} from './book.ts'
export type { Book, BookSide, Level, RestingOrder } from './book.ts'
export { crosses, match, wouldCross } from './match.ts'
export type { Incoming, Met, Reach, SelfTradePrevention } from './match.ts'
export { opposite } from './side.ts'
export type { Side } from './side.ts'
export { Stops, triggerOf } from './stops.ts'
export type { WaitingOrder } from './stops.ts'
export { pairsOf, uncrossingPrice } from './uncross.ts'
export type { Pair } from './uncross.ts'
export type { Depth } from './auction-side.ts'
