// Trade: the trading page: chart, book, tape, order form, own orders.
export { TradeScreen } from './trade-screen.tsx'
