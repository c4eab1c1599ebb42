namespace ServerSessions.Storage;

/// <summary>
/// The clock by which loops wait for work, where it is not the application's: when a test stops the application's clock, the loops continue.
/// </summary>
internal sealed record WaitClock(TimeProvider Time);
