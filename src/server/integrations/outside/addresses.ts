import { BlockList, isIPv6 } from 'node:net'

// What is not the open internet: this machine, private and link-local networks, the clouds' own services, multicast.
const closed = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, bits, 'ipv4')
// And whatever stands for an address of version 4 in one of version 6. A list of its own: the other one would take every
// address of version 4 for one of these.
const closed6 = new BlockList()
for (const [network, bits] of [
  ['::', 127],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 32],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed6.addSubnet(network, bits, 'ipv6')

/** Whether an address leads to this machine or a network behind it. @param address as the resolver gives it */
export function isPrivate(address: string): boolean {
  return isIPv6(address) ? closed6.check(address, 'ipv6') : closed.check(address, 'ipv4')
}
