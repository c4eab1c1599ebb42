using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>A funnel query in the body of a request.</summary>
internal sealed record FunnelRequest
{
    // Set, not init: the JSON source generator gives what is init and not in the body its type's default.

    public IReadOnlyList<string> Steps { get; set; } = [];

    public IReadOnlyList<string> Excluded { get; set; } = [];

    public FunnelOrder Order { get; set; }

    public FunnelUnit Unit { get; set; }

    /// <summary>"14d", "30m", "90s", "24h", or "session".</summary>
    public string? Window { get; set; }

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? To { get; set; }

    /// <summary>"key:value".</summary>
    public IReadOnlyList<string> Segment { get; set; } = [];

    public string? Breakdown { get; set; }

    /// <exception cref="ArgumentException">The body is too long, or not such an object.</exception>
    public static ValueTask<FunnelRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        JsonBody.ReadAsync(request, FunnelRequestJsonContext.Default.FunnelRequest, "{ \"steps\": [\"GET /cart\", \"POST /pay\"] }", cancellationToken);

    public FunnelDefinition Definition()
    {
        var funnel = new FunnelDefinition { Steps = Steps, Excluded = Excluded, Order = Order, Unit = Unit };
        if (Window is not null)
            funnel = funnel with { Window = WindowOf(Window) };
        return funnel.Fault is { } fault ? throw new ArgumentException(fault) : funnel;
    }

    public InsightQuery Query() => new() { From = From, To = To, Segment = ServerSessions.Insights.Segment.Parse(Segment) };

    private static TimeSpan? WindowOf(string text)
    {
        if (text == "session")
            return null;
        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3_600, 'd' => 86_400, _ => 0 };
        return unit > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds((long)number * unit)
            : throw new ArgumentException($"The window is \"{(text.Length > 64 ? text[..64] + "…" : text)}\"; expected a whole number and a unit, as in 90s, 30m, 24h or 14d, or \"session\".");
    }
}
