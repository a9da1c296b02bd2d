export const TradeScreen = () => <h1 tabIndex={-1}>Trade</h1>
