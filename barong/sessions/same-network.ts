import { BlockList, isIPv4, isIPv6 } from 'node:net'

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i
const plain = (ip: string) => mapped.exec(ip)?.[1] ?? ip.split('%', 1)[0]!

/** Whether an address lies in the network that another one logged in from: its /16 (IPv4) or its /96 (IPv6). */
export function sameNetwork(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)]
  if (a === b) return a !== ''
  const family = isIPv4(a) && isIPv4(b) ? 'ipv4' : isIPv6(a) && isIPv6(b) ? 'ipv6' : undefined
  if (!family) return false
  const network = new BlockList()
  network.addSubnet(a, family === 'ipv4' ? 16 : 96, family)
  return network.check(b, family)
}
