import texts from './error-texts.json' with { type: 'json' }

const known: Readonly<Record<string, string>> = texts

const words = (part: string): string => part.replace(/[_-]/g, ' ').trim()
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The sentence for an error key. A key nobody wrote a sentence for is spelled out, with the key for support. */
export function errorText(key: string): string {
  const text = Object.hasOwn(known, key) ? known[key] : undefined
  if (text !== undefined) return text
  const status = /^server\.status_(\d+)$/.exec(key)
  if (status) return `The server refused this request (${status[1]}).`
  const parts = key.split('.').filter((part) => part !== '')
  const last = parts.at(-1)
  if (last === undefined) return 'The server refused this request.'
  const missing = /^(missing|empty)_(.+)$/.exec(last)
  if (missing) return `${capital(words(missing[2]!))} is required.`
  const subject = parts.length > 1 ? `${capital(words(parts.at(-2)!))}: ` : ''
  return `${subject}${subject === '' ? capital(words(last)) : words(last)} (${key}).`
}
