import { entropyOf } from './entropy.ts'

export const entropyMin = 14
const lengthMin = 8
const lengthMax = 80

/** A lower case letter, an upper case one, a digit, 8 to 80 characters; for front ends too, with the flag `u`. */
export const passwordPattern = `^(?=.*\\p{Ll})(?=.*\\p{Lu})(?=.*\\p{Nd})[^\\p{Cc}]{${lengthMin},${lengthMax}}$`
// Without the flag `m` the anchors hold the whole text, and control characters (line ends too) are never in it.
const pattern = new RegExp(passwordPattern, 'u')

/** `undefined` for a password that may be used, else the error key. */
export function passwordFault(password: string): 'password.requirements' | 'password.weak' | undefined {
  if (!pattern.test(password)) return 'password.requirements'
  return entropyOf(password) < entropyMin ? 'password.weak' : undefined
}
