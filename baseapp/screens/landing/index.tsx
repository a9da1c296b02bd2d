export const LandingScreen = () => <h1 tabIndex={-1}>Markets</h1>
