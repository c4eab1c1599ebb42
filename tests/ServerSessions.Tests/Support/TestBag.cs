namespace ServerSessions.Tests.Support;

/// <summary>An input whose keys the client chooses.</summary>
public sealed class TestBag
{
    public Dictionary<string, int> Counts { get; set; } = [];
}
