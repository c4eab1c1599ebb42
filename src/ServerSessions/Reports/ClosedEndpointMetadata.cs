namespace ServerSessions.Reports;

/// <summary>Marks endpoints that stay closed until the application decides who may use them, so that the start can check it.</summary>
/// <param name="What">What they show, "the session reports".</param>
/// <param name="WhatToWrite">What the application has to write, as sentences.</param>
internal sealed record ClosedEndpointMetadata(string What, string WhatToWrite)
{
    public static ClosedEndpointMetadata Admin { get; } = new(
        "the session reports",
        "Write app.MapSessionTracking(…).RequireAuthorization(\"SessionAdmin\") with a policy of yours, or .AllowAnonymous() if everybody may read the sessions.");

    /// <summary>Whether the application may open them to everyone.</summary>
    public bool MayBeAnonymous { get; init; } = true;
}
