// Orders and history: everything that the user has placed, traded and received, with filters and export.
export { HistoryScreen } from './history-screen.tsx'
export { OrdersScreen } from './orders-screen.tsx'
