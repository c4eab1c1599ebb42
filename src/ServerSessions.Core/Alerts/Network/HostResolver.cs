using System.Net;

namespace ServerSessions.Alerts.Network;

/// <summary>Finds the addresses of a host name.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);
