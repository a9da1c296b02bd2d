// Proof of liabilities: what the exchange published, and a check of one's own part of it in this browser.
export { ProofScreen } from './proof-screen.tsx'
