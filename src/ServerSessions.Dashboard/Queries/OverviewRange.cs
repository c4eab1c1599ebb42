using Microsoft.AspNetCore.Http;

namespace ServerSessions.Dashboard.Queries;

/// <summary>The time range of an overview: a named one that moves with the clock, or a fixed one.</summary>
internal sealed record OverviewRange(string? Name, DateTimeOffset? From, DateTimeOffset? To)
{
    public static readonly IReadOnlyList<(string Name, string Label, TimeSpan Length)> Named =
    [
        ("1h", "1 hour", TimeSpan.FromHours(1)),
        ("24h", "24 hours", TimeSpan.FromHours(24)),
        ("7d", "7 days", TimeSpan.FromDays(7)),
        ("30d", "30 days", TimeSpan.FromDays(30)),
    ];

    /// <summary>Reload interval; longer ranges change less and cost more, so they reload more rarely.</summary>
    public int? RefreshSeconds => Name switch
    {
        null => null,
        "1h" or "24h" => 10,
        _ => 60,
    };

    public static OverviewRange Read(IQueryCollection query, DateTimeOffset now, string usual = "24h")
    {
        var reader = new QueryReader(query);
        var (from, to) = (reader.Time("from"), reader.Time("to"));
        if (from is not null || to is not null)
            return new OverviewRange(null, from, to);
        var name = reader.Text("range") ?? usual;
        foreach (var named in Named)
        {
            if (named.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return new OverviewRange(named.Name, Hour(now - named.Length), Hour(now).AddHours(1));
        }
        throw new ArgumentException($"The range “{name}” is unknown; expected one of {string.Join(", ", Named.Select(named => named.Name))}, or from and to.");
    }

    // Figures are by whole hours; every named range includes the current hour.
    private static DateTimeOffset Hour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
