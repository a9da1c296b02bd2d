import { isIPv6 } from 'node:net'

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i
const groupsInAll = 8
const groupsOfNetwork = 4

/**
 * Whom an address is counted for: itself, or its /64 for IPv6. Every line has at least as many addresses to itself,
 * and could otherwise begin anew with each of them.
 */
export function networkOf(ip: string): string {
  const plain = mapped.exec(ip)?.[1] ?? ip.split('%', 1)[0]!
  if (!isIPv6(plain)) return plain
  const [before, after = []] = plain.split('::').map(groupsOf)
  const left = before ?? []
  const zeros = Array<string>(Math.max(0, groupsInAll - left.length - after.length)).fill('0')
  return `${[...left, ...zeros, ...after].slice(0, groupsOfNetwork).join(':')}::/64`
}

/** The last 32 bits may be written the way of IPv4: they are two groups, and none of a network. */
const groupsOf = (text: string): string[] =>
  text === ''
    ? []
    : text
        .split(':')
        .flatMap((group) => (group.includes('.') ? ['0', '0'] : Number.parseInt(group, 16).toString(16)))
