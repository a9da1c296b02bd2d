// Sign-in: e-mail and password, then the second factor when the account has one.
export { SignInScreen } from './sign-in-screen.tsx'
