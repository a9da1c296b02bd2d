// Landing: what this exchange is, its markets live, and the ways in.
export { LandingScreen } from './landing-screen.tsx'
