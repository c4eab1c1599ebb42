using ServerSessions.Model;
using ServerSessions.Storage.Redis;

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
    [AllowedRange("00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Path of the file (PEM or DER) with the certificate of a private authority that signed the server's certificate. Null (the default): the
    /// authorities that the machine trusts. The file must exist at the start. It applies to connections made from an address.
    /// </summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>
    /// Maximum number of log entries that wait in a partition; 100,000 by default, 100 to 1,000,000,000. Above it, appends are refused and events are dropped as
    /// <c>backpressure</c>. An entry holds up to 256 events.
    /// </summary>
    [AllowedRange(100, 1_000_000_000)]
    public long MaxBacklog { get; set; } = 100_000;

    /// <summary>How long a journey is kept after it was closed; 30 days by default, 1 to 400 days.</summary>
    [AllowedRange("1.00:00:00", "400.00:00:00")]
    public TimeSpan JourneyRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long figures of hours and days are kept; 400 days by default, 1 to 4000 days.</summary>
    [AllowedRange("1.00:00:00", "4000.00:00:00")]
    public TimeSpan RollupRetention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Returns the faults of the settings, each with the given value and what is expected.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Prefix is not { Length: >= 1 and <= 64 } || Prefix.Any(c => c is '{' or '}' || char.IsWhiteSpace(c) || char.IsControl(c)))
            yield return $"Prefix is \"{Prefix}\"; expected 1 to 64 characters without braces and white space (a brace would put partitions onto other slots).";
        if (CertificateAuthority is { } authority && !File.Exists(authority))
            yield return $"CertificateAuthority is \"{authority}\", and there is no such file; expected the path of a certificate in PEM or DER.";
        foreach (var fault in RangeFaults.Of(new RedisRanges().Validate(null, this)))
            yield return fault;
    }
}
