using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Detection;

/// <summary>What the event of a rule's run shows, and what the application declares about the endpoint that served it.</summary>
internal sealed class EventFacts
{
    // Rules add and subtract windows: a time at the very ends of the calendar, as a hostile log has it, must not overflow.
    private static readonly long Earliest = DateTimeOffset.MinValue.AddDays(60).ToMicroseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.AddDays(-60).ToMicroseconds();

    private RequestEvent _event;

    public ref readonly RequestEvent Event => ref _event;

    /// <summary>The event's session; the default where it opened none.</summary>
    public SessionId Session { get; private set; }

    /// <summary>The actor for which the rule runs; none for a session.</summary>
    public Pseudonym Subject { get; private set; }

    public EndpointCatalog Catalog { get; private set; } = EndpointCatalog.Empty;

    /// <summary>The step's endpoint, whatever the method.</summary>
    public EndpointFacts? Endpoint { get; private set; }

    /// <summary>Time of the event, or of the timer; for another subject's finding, the time at which it was reported.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Start of the event; for a finding of another subject, its first evidence.</summary>
    public DateTimeOffset Since => Within(_event.Time);

    public EventDetail? Detail => _event.Detail;

    /// <summary>Whether the event is a report of another subject, not a request.</summary>
    public bool IsNotice { get; private set; }

    /// <summary>What the session stage adds to the event; null for most.</summary>
    public SignalNews? News { get; private set; }

    /// <summary>Network prefix and user agent; none where the network is not known.</summary>
    public Pseudonym Source => _event.Network == 0 ? default : new Pseudonym(_event.Network, _event.Agent);

    /// <summary>The browser, where its cookie made the key; else none.</summary>
    public Pseudonym Device => _event.KeyKind == KeyKind.Cookie ? _event.Key : default;

    /// <summary>Number of first contacts that this event reports, or of returning clients where it is none; 0 for most events.</summary>
    public int Contacts => News?.Contacts ?? 0;

    public bool Is(EventFlags flags) => _event.Is(flags);

    /// <summary>Begins an event of a session, or of none.</summary>
    public void Begin(in RequestEvent e, SignalNews? news, SessionId session, EndpointCatalog catalog)
    {
        _event = e;
        (News, IsNotice) = (news, false);
        (Session, Subject, Catalog, Endpoint) = (session, default, catalog, catalog.Find(e.Step));
        Now = Within(e.Time);
    }

    /// <summary>Begins a request of an actor, or the report of another subject's finding to it.</summary>
    public void Begin(in Signal signal, EndpointCatalog catalog)
    {
        if (signal.Notice is { } notice)
            Begin(AsEvent(notice, signal.Actor), null, signal.Session, catalog);
        else
            Begin(signal.Event, signal.News, signal.Session, catalog);
        Subject = signal.Actor;
        IsNotice = signal.Notice is not null;
        if (IsNotice)
            Now = Within(_event.End);
    }

    /// <summary>Begins a timer, which has no event.</summary>
    public void BeginElapsed(long now, SessionId session, EndpointCatalog catalog, Pseudonym subject)
    {
        _event = new RequestEvent { Key = default, Time = now, Step = "" };
        (News, IsNotice) = (null, false);
        (Session, Subject, Catalog, Endpoint) = (session, subject, catalog, null);
        Now = Within(now);
    }

    // Rules read another subject's finding like a passive event whose step is the rule.
    private static RequestEvent AsEvent(Notice notice, Pseudonym actor) => notice switch
    {
        RuleNotice sent => new RequestEvent
        {
            Key = default,
            Time = sent.Time,
            Duration = sent.Lasted,
            Step = sent.Rule,
            Flags = EventFlags.Passive | (sent.IsInduced ? EventFlags.Induced : 0),
            Network = sent.Network,
            Agent = sent.Agent,
            Path = sent.Path,
            Detail = sent.Account.IsNone ? null : new EventDetail { Account = sent.Account },
        },
        SourceFindingNotice sent => new RequestEvent
        {
            Key = default,
            Time = sent.Time,
            Step = sent.Rule,
            Flags = EventFlags.Passive | EventFlags.Induced,
            Network = actor.High,
            Agent = actor.Low,
        },
        _ => new RequestEvent { Key = default, Time = notice.Time, Step = "", Flags = EventFlags.Passive },
    };

    private static DateTimeOffset Within(long time) => UnixTime.ToDate(Math.Clamp(time, Earliest, Latest));
}
