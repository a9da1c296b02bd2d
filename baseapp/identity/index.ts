// Identity: the parts of forms that ask who somebody is: card, code, new password. It does not know who is signed in.
export { CodeField, codeOf } from './code-field.tsx'
export { ConfirmFirst } from './confirm-first.tsx'
export { errorsByField, type FieldErrors } from './errors-by-field.ts'
export { FormCard } from './form-card.tsx'
export { NewPasswordField } from './new-password-field.tsx'
export { isPasswordAllowed } from './password-rules.ts'
export { useCountdown } from './use-countdown.ts'
export { useFirstFocus } from './use-first-focus.ts'
