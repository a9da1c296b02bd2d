const lengthMin = 3
const lengthMax = 255

/** Keys and values of labels: spaces squeezed, in lower case, 3 to 255 of letters, digits, `_` and `-`. */
export function canonicalWord(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** The error keys of a word, as a model named `key` or `value` reports them. */
export function wordFaults(word: string, name: 'key' | 'value'): string[] {
  const faults: string[] = []
  if (word.length < lengthMin) faults.push(`${name}.too_short`)
  if (word.length > lengthMax) faults.push(`${name}.too_long`)
  if (!/^[a-z0-9_-]+$/.test(word)) faults.push(`${name}.invalid`)
  return faults
}
