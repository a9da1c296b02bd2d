export const SignUpScreen = () => <h1 tabIndex={-1}>Create an account</h1>
