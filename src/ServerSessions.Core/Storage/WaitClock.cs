namespace ServerSessions.Storage;

/// <summary>
/// The clock by which loops wait for work, where it is not the application's: a test holds the application's clock still, and the loops go on.
/// </summary>
internal sealed record WaitClock(TimeProvider Time);
