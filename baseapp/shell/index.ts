// Shell: what stays around every screen: header, navigation, connection state, market search, messages.
export { openMarketSearch } from './market-search.tsx'
export { currentRoute, returnPath } from './screen.tsx'
export { Shell } from './shell.tsx'
