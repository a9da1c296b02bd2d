export const SignInScreen = () => <h1 tabIndex={-1}>Sign in</h1>
