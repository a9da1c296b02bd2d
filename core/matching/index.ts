// Matching: price-time priority. It knows queues and prices, and nothing about who owns what.
export { bestLevel, createBook, hasRoom, quantityAt, reduce, rest, sideOf, withdraw } from './book.ts'
export type { Book, BookSide, Level, RestingOrder } from './book.ts'
export { crosses, match, wouldCross } from './match.ts'
export type { Fill, Incoming } from './match.ts'
export { opposite } from './side.ts'
export type { Side } from './side.ts'
