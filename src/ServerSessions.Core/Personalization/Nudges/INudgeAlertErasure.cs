namespace ServerSessions.Personalization.Nudges;

/// <summary>Erases alerts to the support, which rest on the person's agreement to personalisation.</summary>
internal interface INudgeAlertErasure
{
    /// <summary>Erases an alert, what people have decided about it, and its messages that are not sent. Repeating it changes nothing.</summary>
    ValueTask EraseAsync(string alert, CancellationToken cancellationToken);
}
