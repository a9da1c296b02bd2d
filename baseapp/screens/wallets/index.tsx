export const WalletsScreen = () => <h1 tabIndex={-1}>Wallets</h1>
