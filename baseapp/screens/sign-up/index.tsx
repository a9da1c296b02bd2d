// Sign-up: a new account, up to the mail that confirms it.
export { SignUpScreen } from './sign-up-screen.tsx'
