namespace ServerSessions.Alerts.Deliveries;

/// <summary>One message to one target, with its attempts. It holds no address and no secret.</summary>
internal sealed record Delivery
{
    private const int MaxAttemptsKept = 20;

    public required string Target { get; init; }

    /// <summary>The message's id, the same at each attempt, so that receivers can drop duplicates.</summary>
    public required string Message { get; init; }

    /// <summary>The exact text to send; empty until the first attempt has made it of <see cref="Source"/>.</summary>
    public required string Payload { get; init; }

    /// <summary>
    /// The alert as JSON; null once the first attempt has made the text of it. The text is not made when the alert is accepted, so that code of the application
    /// never runs while an outbox is processed.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>In a summary: triggers or alerts that were not sent one by one.</summary>
    public int? Suppressed { get; init; }

    /// <summary>Id of the alert that a summary is written from when it is due; null for other messages.</summary>
    public string? Alert { get; init; }

    /// <summary>Number of events that the messages sent so far have reported.</summary>
    public int Sent { get; init; }

    /// <summary>Whether it is a summary that is not written yet.</summary>
    internal bool IsUnwritten => Payload.Length == 0 && Source is null && Alert is not null;

    public required DateTimeOffset Created { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Time of the next attempt while pending; otherwise the time of its end.</summary>
    public required DateTimeOffset Next { get; init; }

    /// <summary>Number of attempts.</summary>
    public int Tries { get; init; }

    /// <summary>The newest 20 attempts, oldest first.</summary>
    public required IReadOnlyList<DeliveryAttempt> Attempts { get; init; }

    public string? Note { get; init; }

    /// <summary>Returns the delivery after an attempt.</summary>
    public Delivery After(DateTimeOffset began, DateTimeOffset ended, AttemptResult result, double random)
    {
        var attempt = new DeliveryAttempt(began, (ended - began).TotalSeconds, result.Kind, result.Status, result.Response);
        var tried = this with { Tries = Tries + 1, Attempts = [.. Attempts.Skip(Attempts.Count + 1 - MaxAttemptsKept), attempt] };
        if (result.Kind == DeliveryAttemptKind.Delivered) return tried with { State = DeliveryState.Delivered, Next = ended };
        if (result.Kind == DeliveryAttemptKind.Gone) return tried.GiveUp(ended, "The receiver answered 410 (Gone).");
        return RetrySchedule.After(tried.Tries, result, random) is { } wait
            ? tried with { Next = ended + wait }
            : tried.GiveUp(ended, $"All {tried.Tries} attempts failed.");
    }

    /// <summary>Returns the delivery, due again from the start of the schedule; its attempts stay listed.</summary>
    public Delivery Again(DateTimeOffset now) => this with { State = DeliveryState.Pending, Next = now, Tries = 0, Note = null };

    public Delivery GiveUp(DateTimeOffset now, string note) => this with { State = DeliveryState.Failed, Next = now, Note = note };
}
