// Valuation: what an amount is worth in another asset, by last prices. It is an estimate and knows no order book.
export { priceIn, valueIn, type Prices } from './price-in.ts'
