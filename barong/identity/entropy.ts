import { commonWords } from './common-words.ts'

/** Rows, columns and runs along which fingers slide; three to six characters of one count as a single one. */
const slides = [
  '1234567890-',
  'qwertyuiop',
  'asdfghjkl;',
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'abcdefghijklmnopqrstuvwxyz',
]
const slideMin = 3
const slideMax = 6
const wordMin = 4

/** What a character adds at its place: the first 4 bits, then 2, from the ninth 1.5, from the 21st 1. */
const bitsAt = (index: number): number => (index === 0 ? 4 : index < 8 ? 2 : index < 20 ? 1.5 : 1)

/** Composition: mixed kinds earn bits, digits alone lose them, and so does a text without a space. */
function bonus(password: string): number {
  const upper = /\p{Lu}/u.test(password)
  const lower = /\p{Ll}/u.test(password)
  const digit = /\p{Nd}/u.test(password)
  const other = /[^a-zA-Z0-9 ]/.test(password)
  const spaces = !password.includes(' ') ? -2 : password.trim().split(/\s+/).length > 3 ? 1 : 0
  if (upper && lower && other) return spaces + (digit ? 6 : 5)
  if (digit && !upper && !lower) return spaces - (other ? 2 : 6)
  return spaces
}

/** NIST's estimate, in bits, where each repetition of a character is worth three quarters of the one before. */
export function bitsOf(password: string): number {
  const worth = new Map<string, number>()
  let bits = 0
  for (const [index, char] of Array.from(password).entries()) {
    const share = worth.get(char) ?? 1
    bits += bitsAt(index) * share
    worth.set(char, share * 0.75)
  }
  return bits + bonus(password)
}

const reversed = (text: string) => Array.from(text).reverse().join('')
const slideParts = slides
  .flatMap((slide) => [slide, reversed(slide)])
  .flatMap((slide) => {
    const parts: string[] = []
    for (let size = slideMax; size >= slideMin; size--) {
      for (let from = 0; from + size <= slide.length; from++) parts.push(slide.slice(from, from + size))
    }
    return parts
  })
  .sort((one, other) => other.length - one.length)

/** The slides in a text, the longest first: what stars were put into has none that were not there before. */
const slidesIn = (text: string): string[] => slideParts.filter((part) => text.includes(part))

/** Replaces every slide by one star, the longest first. */
const withoutSlides = (password: string, parts: readonly string[]): string =>
  parts.reduce((rest, part) => rest.replaceAll(part, '*'), password)

const leet: Record<string, string> = {
  '@': 'a',
  '!': 'i',
  $: 's',
  '1': 'i',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '0': 'o',
}
const unleet = (text: string, one: string) =>
  Array.from(text, (char) => (char === '1' ? one : (leet[char] ?? char))).join('')

/**
 * The estimate after the common words in it, straight or in "leet" spelling, were reduced to a star each. Slides are
 * looked for once in a spelling, and not once for every word: anybody may ask for this as often as he likes.
 */
function wordBits(password: string): number {
  const plain = password.toLowerCase()
  const spellings = new Set([plain, unleet(plain, 'i'), unleet(plain, 'l')])
  let least = Infinity
  for (const spelling of spellings) {
    least = Math.min(least, bitsOf(spelling))
    const parts = slidesIn(spelling)
    for (const word of commonWords) {
      if (word.length >= wordMin && spelling.includes(word)) {
        least = Math.min(least, bitsOf(withoutSlides(spelling.replaceAll(word, '*'), parts)))
      }
    }
  }
  return least
}

/**
 * How hard a password is to guess, in bits: the least of several estimates of the same text. The formula is the
 * reference's (its published values are in the test); the list of common words is our own.
 */
export function entropyOf(password: string, { words = true } = {}): number {
  const texts = [
    password,
    password.toLowerCase(),
    reversed(password),
    withoutSlides(password, slidesIn(password)),
  ]
  const estimates = texts.map(bitsOf)
  if (words) estimates.push(wordBits(password))
  return Math.min(...estimates)
}
