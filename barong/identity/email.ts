const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/**
 * The one form in which an address is kept and compared: trimmed and in lower case. `undefined` for what is no
 * address: quoted local parts, comments, address literals and letters outside ASCII are not accepted.
 */
export function canonicalEmail(text: string): string | undefined {
  const trimmed = text.trim()
  // Before lower-casing: the Kelvin sign would turn into the letter k, and into somebody else's address.
  if (!/^[\x21-\x7e]+$/.test(trimmed)) return undefined
  const email = trimmed.toLowerCase()
  // One side of the `@` each, so that no expression can be made to backtrack over the whole text.
  const at = email.lastIndexOf('@')
  if (at < 1 || at > 64 || email.length > 254) return undefined
  return local.test(email.slice(0, at)) && domain.test(email.slice(at + 1)) ? email : undefined
}
