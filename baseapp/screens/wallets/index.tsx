// Wallets: what the user has, and how more of it comes in.
export { WalletsScreen } from './wallets-screen.tsx'
