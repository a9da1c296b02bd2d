export const ForgotScreen = () => <h1 tabIndex={-1}>Reset your password</h1>
export const ResetScreen = () => <h1 tabIndex={-1}>Choose a new password</h1>
