using System.Globalization;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Model.Notices;

/// <summary>
/// A source opened more sessions in a minute than people do, and hardly any of them went on: on its way to every partition, for the sessions of that minute that had
/// one request. Its time is the begin of the minute.
/// </summary>
internal sealed record FloodNotice : Notice
{
    /// <summary>Id of the alert about the source.</summary>
    public string Alert { get; set; } = "";

    /// <summary>Id of the rule.</summary>
    public string Rule { get; set; } = "";

    public Severity Severity { get; set; }

    /// <summary>Time at which the alert was raised, Unix microseconds.</summary>
    public long Raised { get; set; }

    /// <summary>Keyed hash of the source's network.</summary>
    public ulong Network { get; set; }

    /// <summary>The source's client in words; null when it sent no user agent.</summary>
    public string? Client { get; set; }

    /// <summary>The time after which a session began later, Unix microseconds.</summary>
    public long Until { get; set; }

    public static FloodNotice Of(Alert alert, SessionFlood flood) => new()
    {
        Time = flood.From.ToMicroseconds(),
        Alert = alert.Id,
        Rule = alert.Finding.Rule,
        Severity = alert.Finding.Severity,
        Raised = alert.Finding.Raised.ToMicroseconds(),
        Network = flood.Network,
        Client = flood.Client,
        Until = flood.Until.ToMicroseconds(),
    };

    /// <summary>The alert as a session keeps it.</summary>
    public SessionAlert Read() => new(Alert, Rule, Severity, UnixTime.ToDate(Raised));

    /// <summary>Whether a session of the source began in the minute (Unix microseconds).</summary>
    public bool Covers(long start) => start >= Time && start < Until;

    /// <summary>Keyed hash of a journey's network; 0 where it is not known.</summary>
    public static ulong NetworkOf(Journey journey) =>
        ulong.TryParse(journey.Network, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var network) ? network : 0;
}
