// Identity: the parts of forms that ask who somebody is: card, code, new password. It knows no session and no routes.
export { CodeField, codeOf } from './code-field.tsx'
export { errorsByField, type FieldErrors } from './errors-by-field.ts'
export { FormCard } from './form-card.tsx'
export { NewPasswordField } from './new-password-field.tsx'
export { isPasswordAllowed } from './password-rules.ts'
export { useCountdown } from './use-countdown.ts'
