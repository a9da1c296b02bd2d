export const VerificationScreen = () => <h1 tabIndex={-1}>Confirm your e-mail</h1>
export const ConfirmScreen = () => <h1 tabIndex={-1}>Confirming</h1>
