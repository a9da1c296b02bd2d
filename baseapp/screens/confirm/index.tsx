// Confirm: the mail that proves an address, from "check your mail" to what a newcomer does next.
export { ConfirmScreen } from './confirm-screen.tsx'
export { VerificationScreen } from './verification-screen.tsx'
