namespace ServerSessions.Alerts.Deliveries;

/// <summary>One message on its way to one target, with what was tried. It holds no address and no secret.</summary>
internal sealed record Delivery
{
    private const int MostAttemptsKept = 20;

    public required string Target { get; init; }

    /// <summary>The message's id, the same at each attempt: receivers drop what they have seen.</summary>
    public required string Message { get; init; }

    /// <summary>The exact text to send; empty until the first attempt has made it of <see cref="Source"/>.</summary>
    public required string Payload { get; init; }

    /// <summary>
    /// The alert that the target's text is made of at the first attempt, as JSON; null once it is made. It is made there and not where the alert is accepted,
    /// so that code of the application never runs on the way of an outbox.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>In a summary: triggers or alerts that were not sent one by one.</summary>
    public int? Suppressed { get; init; }

    /// <summary>The alert that a summary is written from when its time has come; null for other messages.</summary>
    public string? Alert { get; init; }

    /// <summary>How many events the alert had when it was told.</summary>
    public int Told { get; init; }

    /// <summary>Its text is still to be written.</summary>
    internal bool IsUnwritten => Payload.Length == 0 && Source is null && Alert is not null;

    public required DateTimeOffset Created { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>When to try next while pending; when it ended otherwise.</summary>
    public required DateTimeOffset Next { get; init; }

    /// <summary>How many attempts there were.</summary>
    public int Tries { get; init; }

    /// <summary>The newest 20 attempts, oldest first.</summary>
    public required IReadOnlyList<DeliveryAttempt> Attempts { get; init; }

    public string? Note { get; init; }

    /// <summary>What it is once an attempt has ended.</summary>
    public Delivery After(DateTimeOffset began, DateTimeOffset ended, AttemptResult result, double random)
    {
        var attempt = new DeliveryAttempt(began, (ended - began).TotalSeconds, result.Kind, result.Status, result.Response);
        var tried = this with { Tries = Tries + 1, Attempts = [.. Attempts.Skip(Attempts.Count + 1 - MostAttemptsKept), attempt] };
        if (result.Kind == AttemptKind.Delivered) return tried with { State = DeliveryState.Delivered, Next = ended };
        if (result.Kind == AttemptKind.Gone) return tried.GiveUp(ended, "The receiver answered 410 and wants no more.");
        return RetrySchedule.After(tried.Tries, result, random) is { } wait
            ? tried with { Next = ended + wait }
            : tried.GiveUp(ended, $"All {tried.Tries} attempts failed.");
    }

    /// <summary>Due again from the beginning of the schedule; what was tried stays.</summary>
    public Delivery Again(DateTimeOffset now) => this with { State = DeliveryState.Pending, Next = now, Tries = 0, Note = null };

    public Delivery GiveUp(DateTimeOffset now, string note) => this with { State = DeliveryState.Failed, Next = now, Note = note };
}
