namespace ServerSessions;

/// <summary>One event that proves a finding.</summary>
/// <param name="Time">Start of the request (UTC).</param>
/// <param name="Session">The session of the event; null when unknown.</param>
/// <param name="Step">The step: event name, or method and route template.</param>
/// <param name="Outcome">Outcome of the request.</param>
/// <param name="Detail">Detail that makes it evidence, such as an account's pseudonym, a probe's name or a missing step; null for none.</param>
public sealed record Evidence(DateTimeOffset Time, string? Session, string Step, Outcome Outcome, string? Detail)
{
    /// <summary>Whether another page, or content in a page, can make a browser send this request.</summary>
    public bool Induced { get; init; }
}
