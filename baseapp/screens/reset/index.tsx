// Reset: a forgotten password, from the request for a mail to the new password.
export { ForgotScreen } from './forgot-screen.tsx'
export { ResetScreen } from './reset-screen.tsx'
