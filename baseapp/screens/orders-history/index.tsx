export const OrdersScreen = () => <h1 tabIndex={-1}>Orders</h1>
export const HistoryScreen = () => <h1 tabIndex={-1}>History</h1>
