export type PasswordRule = { id: string; text: string; met: boolean }

/** What the server asks of a password's letters, and whether this one has it. Its strength is another question. */
export const passwordRules = (password: string): PasswordRule[] => [
  { id: 'length', text: '8 to 80 characters', met: /^\P{Cc}{8,80}$/u.test(password) },
  { id: 'lower', text: 'A lower case letter', met: /\p{Ll}/u.test(password) },
  { id: 'upper', text: 'An upper case letter', met: /\p{Lu}/u.test(password) },
  { id: 'digit', text: 'A digit', met: /\p{Nd}/u.test(password) },
]

/** Whether the server may take it, as far as can be told without asking for its strength. */
export const isPasswordAllowed = (password: string): boolean =>
  passwordRules(password).every((rule) => rule.met)

export type Strength = { steps: 1 | 2 | 3 | 4; word: string; enough: boolean }

/** Puts a password's entropy (bits, from the server) into words; below `minimum` the server refuses it. */
export function strengthOf(entropy: number, minimum: number): Strength {
  if (entropy < minimum) return { steps: 1, word: 'Too easy to guess', enough: false }
  if (entropy < minimum + 4) return { steps: 2, word: 'Fair', enough: true }
  if (entropy < minimum + 8) return { steps: 3, word: 'Good', enough: true }
  return { steps: 4, word: 'Strong', enough: true }
}
