namespace ServerSessions;

/// <summary>Settings of the storage on Redis.</summary>
public sealed class RedisStorageOptions
{
    /// <summary>
    /// The beginning of every key; "ss" by default. 1 to 64 characters without braces and white space. Applications that share a server need different
    /// prefixes.
    /// </summary>
    public string Prefix { get; set; } = "ss";

    /// <summary>Maximum duration of a call before it counts as failed; 2 seconds by default, 100 ms to 1 minute. No request waits for a call.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Path of the file (PEM or DER) with the certificate of a private authority that signed the server's certificate. Null (the default): the
    /// authorities that the machine trusts. The file must exist at the start. It applies to connections made from an address.
    /// </summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// Maximum number of log entries that wait in a partition; 100,000 by default, at least 100. Above it, appends are refused and events are dropped as
    /// <c>backpressure</c>. An entry holds up to 256 events.
    /// </summary>
    public long MaxBacklog { get; set; } = 100_000;

    /// <summary>How long a journey is kept after it was closed; 30 days by default, 1 to 400 days.</summary>
    public TimeSpan JourneyRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long figures of hours and days are kept; 400 days by default, 1 to 4000 days.</summary>
    public TimeSpan RollupRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Returns the faults of the settings, each with the given value and what is expected.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Prefix is not { Length: >= 1 and <= 64 } || Prefix.Any(c => c is '{' or '}' || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return $"Prefix is \"{Prefix}\"; expected 1 to 64 characters without braces and white space (a brace would put partitions onto other slots).";
        if (Timeout < TimeSpan.FromMilliseconds(100) || Timeout > TimeSpan.FromMinutes(1))
            yield return $"Timeout is {Timeout}; expected 100 ms to 1 minute.";
        if (CertificateAuthority is { } authority && !File.Exists(authority))
            yield return $"CertificateAuthority is \"{authority}\", and there is no such file; expected the path of a certificate in PEM or DER.";
        if (MaxBacklog < 100)
            yield return $"MaxBacklog is {MaxBacklog}; expected at least 100.";
        if (JourneyRetention < TimeSpan.FromDays(1) || JourneyRetention > TimeSpan.FromDays(400))
            yield return $"JourneyRetention is {JourneyRetention}; expected 1 to 400 days.";
        if (RollupRetention < TimeSpan.FromDays(1) || RollupRetention > TimeSpan.FromDays(4000))
            yield return $"RollupRetention is {RollupRetention}; expected 1 to 4000 days.";
    }
}
