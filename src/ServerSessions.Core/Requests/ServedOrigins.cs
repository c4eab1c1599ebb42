using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests;

/// <summary>
/// The origins that the application serves by CORS, as its answers name them. An answer without a body gets that header only when it is sent, after it is recorded: there,
/// what earlier answers named counts.
/// </summary>
internal sealed class ServedOrigins
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<string, bool> _served = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="origin">The origin that the request names.</param>
    /// <param name="allowed">The origin that the answer allows. Not "*", which browsers refuse for requests with cookies.</param>
    /// <param name="isSent">Whether the answer has begun, so that its headers are complete.</param>
    public bool Has(StringValues origin, StringValues allowed, bool isSent)
    {
        if (origin is not [{ Length: > 0 } page])
            return false;
        if (allowed is not [{ } named] || !named.Equals(page, StringComparison.OrdinalIgnoreCase))
            return !isSent && _served.ContainsKey(page);
        if (!_served.ContainsKey(page) && _served.Count < Capacity)
            _served.TryAdd(page, true);
        return true;
    }
}
