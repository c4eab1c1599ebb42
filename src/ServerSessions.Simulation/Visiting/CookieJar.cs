namespace ServerSessions.Simulation.Visiting;

/// <summary>One browser's cookies for one site. Lifetimes are ignored except for deletion, because time can be virtual.</summary>
internal sealed class CookieJar
{
    private readonly SortedDictionary<string, string> _cookies = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public string? Header
    {
        get
        {
            lock (_lock)
                return _cookies.Count == 0 ? null : string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
        }
    }

    /// <summary>Whether a cookie with this name is the tracking cookie.</summary>
    public static bool IsSession(string name) =>
        name.StartsWith("ss-", StringComparison.Ordinal) || name.StartsWith("__Host-ss-", StringComparison.Ordinal);

    /// <summary>Deletes the cookies whose names match.</summary>
    public void Remove(Predicate<string> which)
    {
        lock (_lock)
            foreach (var name in _cookies.Keys.Where(name => which(name)).ToArray())
                _cookies.Remove(name);
    }

    /// <summary>Copies another browser's cookies, as a thief does.</summary>
    public void CopyFrom(CookieJar other, Predicate<string>? but = null)
    {
        KeyValuePair<string, string>[] taken;
        lock (other._lock)
            taken = [.. other._cookies];
        lock (_lock)
        {
            foreach (var (name, value) in taken)
                if (but?.Invoke(name) != true)
                    _cookies[name] = value;
        }
    }

    public void Clear()
    {
        lock (_lock)
            _cookies.Clear();
    }

    public void Take(IEnumerable<string> setCookies)
    {
        lock (_lock)
        {
            foreach (var header in setCookies)
                Take(header);
        }
    }

    private void Take(string header)
    {
        var pair = header.AsSpan(0, header.IndexOf(';') is var end && end < 0 ? header.Length : end);
        var equals = pair.IndexOf('=');
        if (equals <= 0)
            return;
        var name = pair[..equals].Trim().ToString();
        if (IsDeletion(header))
            _cookies.Remove(name);
        else
            _cookies[name] = pair[(equals + 1)..].Trim().ToString();
    }

    private static bool IsDeletion(string header) =>
        header.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)
        || header.Contains("max-age=0", StringComparison.OrdinalIgnoreCase);
}
