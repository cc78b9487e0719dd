/* net_address.h -- which network addresses are public.  Layer: app. */
#ifndef SAYSO_FETCH_NET_ADDRESS_H
#define SAYSO_FETCH_NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* Can the address be reached from the open internet? false for loopback, private, link-local,
 * shared, multicast, documentation and reserved ranges (IANA's special-purpose registries, RFC
 * 6890), for IPv6 addresses that carry such an IPv4 address, and for other families. */
bool address_public(const struct sockaddr *a);

#endif
