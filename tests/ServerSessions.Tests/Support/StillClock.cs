namespace ServerSessions.Tests.Support;

/// <summary>A clock that stands.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
