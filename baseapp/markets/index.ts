// Markets: the list of what can be traded here. It knows tickers and favourites, and no orders.
export { arrangeMarkets, quotesOf, type MarketSort } from './arrange.ts'
export { toggleFavourite, useFavourites } from './favourites.ts'
export { MarketList, MarketName, useMarkets } from './market-list.tsx'
