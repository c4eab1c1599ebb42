namespace ServerSessions.Mcp;

/// <summary>What can be asked about.</summary>
internal sealed record McpContents
{
    public required IReadOnlyList<McpFunnel> Funnels { get; init; }

    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>The zone of the days.</summary>
    public required string Zone { get; init; }

    /// <summary>The end of the last day that is over.</summary>
    public required DateTimeOffset LastDay { get; init; }
}

internal sealed record McpFunnel(string Name, IReadOnlyList<string> Steps);
